package dev.fuota.boot.torture;

import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.hal.sim.Tear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one scenario came to.
 *
 * @param operations of the undisturbed run, in their order
 * @param boots of the undisturbed run
 * @param cleanNanos that the flash was busy in the undisturbed run, by the part's typical times
 * @param singles the worst outcome of each tear of each operation (numbered from 1)
 * @param pairs runs with two cuts, by their first and second operation
 * @param wear erases of each sector in the undisturbed run
 * @param worstWear the most erases of each sector in any run
 * @param failures some of them, the first ones
 */
public record ScenarioResult(
    Scenario scenario,
    List<Operation> operations,
    int boots,
    long cleanNanos,
    Figures figures,
    Map<Integer, Map<Tear, Outcome>> singles,
    List<Pair> pairs,
    List<Integer> wear,
    List<Integer> worstWear,
    List<Failure> failures) {

  /**
   * One operation of the undisturbed run.
   *
   * @param partition in which it was
   */
  public record Operation(FlashOperation.Kind kind, int offset, int length, String partition) {}

  /** Runs in which the first cut was at one operation and the second at another. */
  public record Pair(int first, int second, int runs, Outcome worst) {}

  static ScenarioResult of(
      Stage stage,
      Ending clean,
      List<Point> points,
      Tally tally,
      List<Failure> failures,
      int[] wear) {
    List<Pair> pairs = new ArrayList<>();
    tally
        .pairs()
        .forEach(
            (place, cell) ->
                pairs.add(new Pair(place.first(), place.second(), cell.runs(), cell.worst())));
    return new ScenarioResult(
        stage.scenario(),
        points.stream().map(point -> operation(stage.layout(), point)).toList(),
        clean.boots(),
        clean.busyNanos(),
        tally.figures(),
        new TreeMap<>(tally.singles()),
        pairs,
        boxed(wear),
        boxed(Tally.most(wear, tally.wear())),
        failures);
  }

  private static Operation operation(Layout layout, Point point) {
    int offset = point.operation().offset();
    return new Operation(
        point.operation().kind(), offset, point.operation().length(), layout.nameAt(offset));
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  public boolean ok() {
    return failures.isEmpty() && figures.failures() == 0;
  }
}
