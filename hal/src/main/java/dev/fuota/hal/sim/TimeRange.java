package dev.fuota.hal.sim;

import java.time.Duration;

/** How long something takes by the data sheet, in nanoseconds. */
public record TimeRange(long typical, long max) {
  public TimeRange {
    if (typical < 0 || max < typical) {
      throw new IllegalArgumentException("typical " + typical + " ns, at most " + max + " ns");
    }
  }

  /** Always the same. */
  static TimeRange of(Duration always) {
    return new TimeRange(always.toNanos(), always.toNanos());
  }

  static TimeRange micros(long typical, long max) {
    return new TimeRange(typical * 1000, max * 1000);
  }
}
