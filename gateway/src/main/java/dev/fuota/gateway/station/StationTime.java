package dev.fuota.gateway.station;

import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** A station's times: xtime, and GPS time by its receiver or as the server told it. */
final class StationTime {
  private static final int SESSION_SHIFT = 48;
  private static final long MICROS_MASK = (1L << SESSION_SHIFT) - 1;
  private static final long GPS_MAX = 1L << 53;

  private final Concentrator concentrator;
  private final InstantSource clock;
  private final long session;
  private OptionalLong asked = OptionalLong.empty();
  private OptionalLong gpsOffset = OptionalLong.empty();
  private long bestRoundTrip = Long.MAX_VALUE;

  /**
   * The times of a station that starts now.
   *
   * @param session 1..255, another one at every start: times of an earlier one mean nothing
   */
  StationTime(Concentrator concentrator, InstantSource clock, int session) {
    this.concentrator = concentrator;
    this.clock = clock;
    this.session = session;
  }

  long xtime(long micros) {
    return (session << SESSION_SHIFT) | (micros & MICROS_MASK);
  }

  /** The concentrator's microseconds; empty if the time is of another session. */
  OptionalLong micros(long xtime) {
    return xtime >>> SESSION_SHIFT == session
        ? OptionalLong.of(xtime & MICROS_MASK)
        : OptionalLong.empty();
  }

  long now() {
    return concentrator.micros(clock.instant());
  }

  /** GPS time in microseconds; 0 if it is not known. */
  long gps(long micros) {
    if (hasReceiver()) {
      Instant now = clock.instant();
      return ChronoUnit.MICROS.between(Instant.EPOCH, now)
          + micros
          - concentrator.micros(now)
          - ChronoUnit.MICROS.between(Instant.EPOCH, GpsTime.instant(Duration.ZERO));
    }
    return gpsOffset.isPresent() ? gpsOffset.getAsLong() + micros : 0;
  }

  /** The concentrator's microseconds at a GPS time; empty without either way to know it. */
  OptionalLong microsOfGps(long gpsMicros) {
    if (gps(0) == 0 || gpsMicros > GPS_MAX) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(gpsMicros - gps(0));
  }

  boolean hasReceiver() {
    return concentrator.gpsMillis(clock.instant()).isPresent();
  }

  /** The {@code txtime} of a question for the time. */
  long ask() {
    long now = now();
    asked = OptionalLong.of(now);
    return now;
  }

  /** The answer with the shortest way there and back is the best: half of it is how old it is. */
  void onSync(LnsMessage.TimeSync sync) {
    if (sync.gpsMicros() == 0 || sync.gpsMicros() > GPS_MAX) {
      return;
    }
    long now = now();
    if (sync.txtime().isPresent()) {
      long sent = sync.txtime().getAsLong();
      if (!sync.txtime().equals(asked) || now - sent > bestRoundTrip) {
        return;
      }
      asked = OptionalLong.empty();
      bestRoundTrip = now - sent;
      gpsOffset = OptionalLong.of(sync.gpsMicros() - (sent + (now - sent) / 2));
    } else if (sync.xtime().isPresent()) {
      OptionalLong micros = micros(sync.xtime().getAsLong());
      if (micros.isPresent()) {
        gpsOffset = OptionalLong.of(sync.gpsMicros() - micros.getAsLong());
      }
    }
  }
}
