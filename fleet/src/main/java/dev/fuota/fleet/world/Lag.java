package dev.fuota.fleet.world;

import java.time.Duration;

/**
 * How late events were, as a histogram whose classes grow by an eighth of a power of two, from a
 * microsecond to an hour.
 */
public final class Lag {
  private static final int SHIFT = 3;
  private static final int STEPS = 1 << SHIFT;
  private static final int NANOS_OF_MICRO = 1000;

  private final long[] counts = new long[Long.SIZE * STEPS];
  private long total;
  private long largest;

  void record(long nanos) {
    long micros = Math.max(0, nanos) / NANOS_OF_MICRO;
    counts[classOf(micros)]++;
    total++;
    largest = Math.max(largest, micros);
  }

  /** How many events there were. */
  public long events() {
    return total;
  }

  /** The longest of all. */
  public Duration max() {
    return micros(largest);
  }

  /**
   * No more than this share of the events was later, to an eighth.
   *
   * @param share 0 to 1
   */
  public Duration percentile(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return micros(Math.min(largest, upperEnd(i)));
      }
    }
    return Duration.ZERO;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * NANOS_OF_MICRO);
  }

  /** Small numbers have a class each; of others, the three bits below the highest decide. */
  private static int classOf(long micros) {
    if (micros < STEPS) {
      return (int) micros;
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - SHIFT;
    return (power << SHIFT) + (int) (micros >>> power);
  }

  private static long upperEnd(int index) {
    if (index < 2 * STEPS) {
      return index;
    }
    int power = (index >> SHIFT) - 1;
    long first = (long) (index - (power << SHIFT)) << power;
    return first + (1L << power) - 1;
  }
}
