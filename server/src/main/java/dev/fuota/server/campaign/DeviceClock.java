package dev.fuota.server.campaign;

import java.time.Duration;
import java.time.Instant;

/** Judges a device's clock by the time that it says is left until an instant. */
final class DeviceClock {
  /** A few fragments' worth; more than the clock's resolution and a queue for the uplink. */
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  private DeviceClock() {}

  /**
   * Accepts the answer if the device's clock is right.
   *
   * @param target the instant that was commanded
   * @param secondsLeft as answered
   * @param sentAt start of the answer's transmission
   */
  static Judgement judge(Instant target, long secondsLeft, Instant sentAt) {
    Duration fast = Duration.between(sentAt, target).minus(Duration.ofSeconds(secondsLeft));
    return fast.abs().compareTo(TOLERANCE) <= 0
        ? Judgement.ACCEPTED
        : Judgement.notYet(
            "clock is " + fast.abs().toSeconds() + (fast.isNegative() ? " s slow" : " s fast"));
  }
}
