package dev.fuota.gateway.concentrator;

import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;

/** When class B beacons are due, and the time around them that belongs to them. */
final class BeaconClock {
  static final long PERIOD_SECONDS = 128;
  private static final Duration GUARD = Duration.ofSeconds(3);
  private static final Duration RESERVED = Duration.ofMillis(2120);

  private BeaconClock() {}

  /** GPS seconds of the first beacon strictly after {@code instant}. */
  static long after(Instant instant) {
    return (Math.floorDiv(GpsTime.sinceEpoch(instant).toSeconds(), PERIOD_SECONDS) + 1)
        * PERIOD_SECONDS;
  }

  static Instant instant(long gpsSeconds) {
    return GpsTime.instant(Duration.ofSeconds(gpsSeconds));
  }

  /** When the time of this beacon begins. */
  static Instant guard(long gpsSeconds) {
    return instant(gpsSeconds).minus(GUARD);
  }

  /** When others may send again. */
  static Instant released(long gpsSeconds) {
    return instant(gpsSeconds).plus(RESERVED);
  }
}
