package dev.fuota.fleet.page;

import dev.fuota.fleet.fault.Fault;
import dev.fuota.fleet.page.Background.Struck;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Reports of a run, for people and for CI servers. */
public final class FleetPages {
  /** The page's name in a folder of reports. */
  public static final String HTML = "index.html";

  /** The result's name there. */
  public static final String JSON = "result.json";

  /** The name of JUnit's XML there. */
  public static final String JUNIT = "junit.xml";

  private static final double PER_MILLE = 1000;

  private FleetPages() {}

  /**
   * One page that needs nothing from outside.
   *
   * @param named how the command line names the scenario: a file, or a ready scenario
   */
  public static String html(String named, Scenario scenario, FleetResult result) {
    return RunPage.of(result, background(named, scenario, result));
  }

  /** The same of a scenario that was named by its name. */
  public static String html(Scenario scenario, FleetResult result) {
    return html(scenario.name(), scenario, result);
  }

  /**
   * JUnit's XML.
   *
   * @param named how the command line names the scenario: a file, or a ready scenario
   */
  public static String junit(String named, Scenario scenario, FleetResult result) {
    return RunXml.of(result, background(named, scenario, result));
  }

  /** The same of a scenario that was named by its name. */
  public static String junit(Scenario scenario, FleetResult result) {
    return junit(scenario.name(), scenario, result);
  }

  private static Background background(String named, Scenario scenario, FleetResult result) {
    return new Background(
        new Rerun(named, result.head()),
        result.checks(),
        struck(scenario.faults(), result),
        scenario.update().energy(),
        airTimeLimit(scenario.region()));
  }

  private static List<Struck> struck(List<Fault> faults, FleetResult result) {
    long[] times = new long[faults.size()];
    result.cells().stream()
        .flatMap(cell -> cell.faults().stream())
        .filter(line -> line.index() < times.length)
        .forEach(line -> times[line.index()] += line.struck());
    return IntStream.range(0, times.length)
        .mapToObj(i -> new Struck(faults.get(i).description(), times[i]))
        .toList();
  }

  /** Of the sub-band that sessions of class C use if nobody says otherwise. */
  private static OptionalDouble airTimeLimit(Region region) {
    return region
        .subBand(region.rx2FrequencyHz())
        .map(band -> OptionalDouble.of(band.dutyCyclePermille() / PER_MILLE))
        .orElse(OptionalDouble.empty());
  }
}
