package dev.fuota.agent.mac.plan;

/**
 * Counts uplinks that nobody answered (LoRaWAN 1.0.4, "Adaptive data rate"). With ADR_ACK_LIMIT of
 * them a device asks for an answer; ADR_ACK_DELAY later it raises its power, and then step by step
 * its range.
 */
final class AdrBackoff {
  static final int LIMIT_EXPONENT = 6;
  static final int DELAY_EXPONENT = 5;

  /** What a device does before it sends the uplink that was counted. */
  enum Step {
    NONE,
    /** The power back to the default. */
    POWER,
    /** The power back to the default, and more range by the data rate or, at its end, channels. */
    RANGE
  }

  private int limitExponent = LIMIT_EXPONENT;
  private int delayExponent = DELAY_EXPONENT;
  private long unanswered;

  /** Counts a new uplink. */
  Step uplink() { // MAC-073
    unanswered++;
    long late = unanswered - limit() - delay();
    if (late < 0) {
      return Step.NONE;
    }
    return late > 0 && late % delay() == 0 ? Step.RANGE : Step.POWER;
  }

  void downlink() {
    unanswered = 0;
  }

  /** Whether the uplink that was counted last asks for an answer. */
  boolean asks() {
    return unanswered >= limit();
  }

  long unanswered() {
    return unanswered;
  }

  int limitExponent() {
    return limitExponent;
  }

  int delayExponent() {
    return delayExponent;
  }

  /** Sets both limits, 2^n uplinks each. */
  void configure(int limit, int delay) {
    limitExponent = limit;
    delayExponent = delay;
  }

  /** As after a reset in the midst of it. */
  void restore(long count) {
    unanswered = count;
  }

  private long limit() {
    return 1L << limitExponent;
  }

  private long delay() {
    return 1L << delayExponent;
  }
}
