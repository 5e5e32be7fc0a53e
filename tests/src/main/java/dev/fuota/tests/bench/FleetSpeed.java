package dev.fuota.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link FleetCampaign} takes in fleets of several sizes, one after the other in one process,
 * the smallest first. Before them runs one fleet that is not counted, while the virtual machine
 * compiles the most of it; {@link #process} counts that too.
 */
final class FleetSpeed {
  /** Figures of the sizes that are drawn, in the folder of the documents. */
  static final String FIGURES = "images/fleet-cost.csv";

  /** Drawn from them, in the same folder. */
  static final String CHART = "images/fleet-cost.svg";

  private static final List<Integer> SIZES = List.of(100, 300, 1000, 3000, 10_000, 30_000, 100_000);
  private static final int WARM_UP = 10_000;

  private final FleetMeter meter = new FleetMeter();

  /** Prints a table as it goes. */
  List<FleetCost> run(List<Integer> sizes) {
    meter.measure(WARM_UP);
    System.out.println(FleetCost.TABLE);
    List<FleetCost> costs = new ArrayList<>();
    for (int devices : sizes.stream().sorted().toList()) {
      costs.add(measured(devices));
    }
    return costs;
  }

  /** All sizes; writes the figures, and draws them. */
  void write(Path docs) throws IOException {
    FleetCost.write(docs.resolve(FIGURES), run(SIZES));
    draw(docs);
  }

  /** Draws the figures that were written last. */
  static void draw(Path docs) throws IOException {
    String chart = FleetCostChart.of(FleetCost.read(docs.resolve(FIGURES)));
    Files.writeString(docs.resolve(CHART), chart);
  }

  /** One fleet in a process that did nothing before. */
  void process(int devices) {
    System.out.println(FleetCost.TABLE);
    measured(devices);
  }

  private FleetCost measured(int devices) {
    FleetCost cost = meter.measure(devices);
    System.out.println(cost.row());
    return cost;
  }
}
