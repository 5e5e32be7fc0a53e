package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that a scenario expects of its run.
 *
 * @param value in {@code unit}, 0 or more
 * @param within since the start, for figures that {@linkplain Metric#timed() have} one; empty: at
 *     the end
 */
public record Expectation(
    Metric metric, Comparison comparison, double value, Unit unit, Optional<Duration> within) {
  public Expectation {
    if (!metric.units().contains(unit) || value < 0 || (within.isPresent() && !metric.timed())) {
      throw new IllegalArgumentException(metric + " in " + unit + ": " + value + " " + within);
    }
  }
}
