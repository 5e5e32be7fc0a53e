package dev.fuota.agent.mac.classb;

import java.time.Duration;
import java.time.Instant;

/**
 * Network time by the device's clock, which drifts.
 *
 * @param device when the two clocks were compared, by the device's
 * @param gps network time at that moment, since the GPS epoch
 * @param error of that comparison, to either side
 * @param crystalPpm how wrong the device's crystal may be, millionths
 */
record NetworkClock(Instant device, Duration gps, Duration error, int crystalPpm) {
  private static final long MILLION = 1_000_000;

  Duration gpsAt(Instant at) {
    return gps.plus(Duration.between(device, at));
  }

  Instant deviceAt(Duration gpsTime) {
    return device.plus(gpsTime.minus(gps));
  }

  /** How wrong the clock may be then, to either side. */
  Duration errorAt(Instant at) {
    Duration passed = Duration.between(device, at).abs();
    return error.plus(passed.multipliedBy(crystalPpm).dividedBy(MILLION));
  }

  /** Whether what the network does at that time has begun by then, however wrong the clock is. */
  boolean isOver(Duration gpsTime, Instant now) {
    Instant nominal = deviceAt(gpsTime);
    return !nominal.plus(errorAt(nominal)).isAfter(now);
  }
}
