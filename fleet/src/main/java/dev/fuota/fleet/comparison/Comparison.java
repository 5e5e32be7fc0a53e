package dev.fuota.fleet.comparison;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The same seeds in each mode. */
public final class Comparison {
  private final Map<Mode, List<Trial.Result>> results = new EnumMap<>(Mode.class);

  private Comparison() {}

  /**
   * Runs all campaigns, as many at a time as there are processors.
   *
   * @param seeds 1 or more; they are 1..seeds
   */
  public static Comparison of(int seeds) {
    Comparison comparison = new Comparison();
    for (Mode mode : Mode.values()) {
      List<Trial.Result> all =
          IntStream.rangeClosed(1, seeds)
              .parallel()
              .mapToObj(seed -> Trial.run(mode, seed))
              .toList();
      comparison.results.put(mode, all);
    }
    return comparison;
  }

  /** In the order of the seeds. */
  public List<Trial.Result> of(Mode mode) {
    return results.getOrDefault(mode, List.of());
  }

  /** How many campaigns came to a verdict with enough devices. */
  public long successes(Mode mode) {
    return of(mode).stream().filter(Trial.Result::success).count();
  }

  Quartiles fragments(Mode mode) {
    return quartiles(mode, Trial.Result::fragments);
  }

  Quartiles multicast(Mode mode) {
    return quartiles(mode, result -> seconds(result.multicast()));
  }

  Quartiles airTime(Mode mode) {
    return quartiles(mode, result -> seconds(result.airTime()));
  }

  Quartiles minutes(Mode mode) {
    return quartiles(mode, result -> seconds(result.duration()) / 60);
  }

  private Quartiles quartiles(Mode mode, ToDoubleFunction<Trial.Result> figure) {
    return Quartiles.of(of(mode).stream().mapToDouble(figure).sorted().toArray());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
