package dev.fuota.fleet.air.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What changes over hours, as doors and vehicles do: an Ornstein–Uhlenbeck process for each device.
 * The use of it and its numbers are our choice.
 *
 * @param sigmaDb standard deviation in the long run; 0 switches it off
 * @param timeConstant after which the correlation is 1/e
 */
public record SlowChange(double sigmaDb, Duration timeConstant) {
  /** Nothing changes. */
  public static final SlowChange NONE = new SlowChange(0, Duration.ofHours(1));

  /**
   * The loss some time later.
   *
   * @param beforeDb what it was
   * @param nanos how much later
   */
  public double next(double beforeDb, long nanos, RandomGenerator random) {
    if (sigmaDb == 0 || nanos == 0) {
      return beforeDb;
    }
    double kept = Math.exp(-(double) nanos / timeConstant.toNanos());
    return kept * beforeDb + sigmaDb * Math.sqrt(1 - kept * kept) * random.nextGaussian();
  }

  /** The loss of a device at first, dB. */
  public double first(RandomGenerator random) {
    return sigmaDb == 0 ? 0 : sigmaDb * random.nextGaussian();
  }
}
