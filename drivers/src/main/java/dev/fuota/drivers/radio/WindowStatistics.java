package dev.fuota.drivers.radio;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How exactly receive windows are opened. It keeps counts only, so that it may run for years.
 *
 * <p>A window may open late by the clock error for which the MAC opens it early (10 ms to 50 ms);
 * from half of that on something is wrong with the scheduling of the process.
 */
public final class WindowStatistics {
  /** Upper bounds of the classes of lateness, microseconds; what is above is one more class. */
  private static final List<Integer> BOUNDS_US =
      List.of(-1000, 0, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000);

  private static final int NANOS_PER_US = 1000;

  private final long[] counts = new long[BOUNDS_US.size() + 1];
  private long count;
  private long sumNanos;
  private long earliestNanos = Long.MAX_VALUE;
  private long latestNanos = Long.MIN_VALUE;

  /**
   * A window was opened.
   *
   * @param late negative: early
   */
  public void add(Duration late) {
    long nanos = late.toNanos();
    count++;
    sumNanos += nanos;
    earliestNanos = Math.min(earliestNanos, nanos);
    latestNanos = Math.max(latestNanos, nanos);
    counts[classOf(nanos)]++;
  }

  private static int classOf(long nanos) {
    for (int i = 0; i < BOUNDS_US.size(); i++) {
      if (nanos <= (long) BOUNDS_US.get(i) * NANOS_PER_US) {
        return i;
      }
    }
    return BOUNDS_US.size();
  }

  /** How many windows were opened. */
  public long count() {
    return count;
  }

  /** The latest of all; zero if there was none. */
  public Duration latest() {
    return Duration.ofNanos(count == 0 ? 0 : latestNanos);
  }

  /** The earliest of all; zero if there was none. */
  public Duration earliest() {
    return Duration.ofNanos(count == 0 ? 0 : earliestNanos);
  }

  /** Zero if there was none. */
  public Duration average() {
    return Duration.ofNanos(count == 0 ? 0 : sumNanos / count);
  }

  /**
   * A lateness that this part of the windows did not exceed, to the next bound of the classes.
   *
   * @param part 0..1, as 0.99
   */
  public Duration percentile(double part) {
    long wanted = (long) Math.ceil(part * count);
    long seen = 0;
    for (int i = 0; i < BOUNDS_US.size(); i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Duration.ofNanos((long) BOUNDS_US.get(i) * NANOS_PER_US);
      }
    }
    return latest();
  }

  /** One line for people. */
  @Override
  public String toString() {
    if (count == 0) {
      return "no window opened yet";
    }
    return String.format(
        Locale.ROOT,
        "%d windows, late by %.3f ms on average, from %.3f ms to %.3f ms, 99 %% by at most %.3f ms",
        count,
        millis(average()),
        millis(earliest()),
        millis(latest()),
        millis(percentile(0.99)));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
