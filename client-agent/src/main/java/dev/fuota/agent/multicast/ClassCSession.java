package dev.fuota.agent.multicast;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;

/**
 * An accepted class C session: continuous reception from {@code start} for 2^{@code timeOut}
 * seconds. The start is absolute, so it moves when the clock is corrected.
 *
 * @param timeOut 0..15
 */
record ClassCSession(GpsTime start, int timeOut, int frequencyHz, int dataRate) {
  /**
   * The clock may be late by its own second and by the second that AppTimeAns rounds away, and
   * servers send the first fragment exactly at the start: so the receiver is on that much earlier.
   */
  private static final Duration EARLY = Duration.ofSeconds(2);

  Duration untilOpening(DeviceTime now) {
    return now.until(start).minus(EARLY);
  }

  Duration untilEnd(DeviceTime now) {
    return now.until(start).plusSeconds(1L << timeOut);
  }

  boolean isOver(DeviceTime now) {
    return !isPositive(untilEnd(now));
  }

  static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
