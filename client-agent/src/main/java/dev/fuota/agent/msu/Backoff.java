package dev.fuota.agent.msu;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to complain within a window (MSU, section 13; decision 0021, D-26).
 *
 * <p>Never before 20 ms, which absorbs reordering, and never in the last fifth of the window, where
 * a complaint would come too late (MSU-X15). Uniform, until repairs are seen to come early; then
 * truncated exponential as in RFC 5401, so that the few early complaints serve the many (MSU-X17).
 */
final class Backoff {
  static final int MIN_MS = 20;
  private static final double SHARE = 0.8;
  private static final double GROUP_SIZE = 1000;
  private static final double LAMBDA = Math.log(GROUP_SIZE) + 1;
  private static final double NANOS_PER_MS = 1e6;

  private final RandomGenerator random;
  private boolean exponential;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** From now on the server is known to repair within the window. */
  void earlyRepairSeen() {
    exponential = true;
  }

  boolean isExponential() {
    return exponential;
  }

  /**
   * How long to wait.
   *
   * @param windowMs length of the window
   * @param passedMs what has passed of it
   */
  Duration within(long windowMs, long passedMs) {
    double span = SHARE * windowMs - passedMs - MIN_MS;
    return span <= 0 ? Duration.ZERO : nanos(MIN_MS + span * fraction());
  }

  /** A uniform time. */
  Duration uniform(double fromMs, double toMs) {
    return nanos(fromMs + (toMs - fromMs) * random.nextDouble());
  }

  private double fraction() {
    double uniform = random.nextDouble();
    return exponential ? Math.log1p(uniform * Math.expm1(LAMBDA)) / LAMBDA : uniform;
  }

  private static Duration nanos(double ms) {
    return Duration.ofNanos((long) (ms * NANOS_PER_MS));
  }
}
