package dev.fuota.server.network;

import dev.fuota.protocol.time.GpsTime;
import java.time.Instant;

/** GPS time in milliseconds, as class B and gateways have it. */
final class GpsClock {
  private static final long MILLIS = 1000;
  private static final long NANOS = 1_000_000;

  private GpsClock() {}

  static long millis(Instant instant) {
    return GpsTime.of(instant).seconds() * MILLIS + instant.getNano() / NANOS;
  }

  /** The instant of a GPS time that is not far from {@code now}. */
  static Instant instant(long gpsMillis, Instant now) {
    long seconds = Math.floorMod(Math.floorDiv(gpsMillis, MILLIS), 1L << 32);
    return new GpsTime(seconds).near(now).plusMillis(Math.floorMod(gpsMillis, MILLIS));
  }
}
