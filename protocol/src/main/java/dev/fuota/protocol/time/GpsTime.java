package dev.fuota.protocol.time;

import dev.fuota.protocol.codec.Unsigned;
import java.time.Duration;
import java.time.Instant;

/**
 * Whole seconds since 1980-01-06T00:00:00Z without leap seconds, modulo 2^32. It wraps every 136
 * years, so two of them are compared by their shortest distance only.
 *
 * <p>The 18 leap seconds inserted up to 2017 are taken for all instants: that is right from
 * 2017-01-01 on, until another one is announced, and a clock that was never set has no jumps then.
 * Only {@link #ofUtc} knows the history.
 *
 * @param seconds 0..2^32-1
 */
public record GpsTime(long seconds) {
  private static final long EPOCH_UNIX_SECONDS = 315_964_800;
  private static final long LEAP_SECONDS = 18;
  private static final long MODULUS = 1L << 32;

  public GpsTime {
    Unsigned.check32(seconds);
  }

  /** The GPS second in which {@code instant} lies. */
  public static GpsTime of(Instant instant) {
    return new GpsTime(
        Math.floorMod(instant.getEpochSecond() - EPOCH_UNIX_SECONDS + LEAP_SECONDS, MODULUS));
  }

  /** The GPS second in which {@code instant} lies, with the leap seconds up to that day. */
  public static GpsTime ofUtc(Instant instant) {
    long seconds = instant.getEpochSecond() - EPOCH_UNIX_SECONDS + LeapSeconds.at(instant);
    return new GpsTime(Math.floorMod(seconds, MODULUS));
  }

  /** The whole GPS time of {@code instant}, since 1980-01-06T00:00:00Z; it does not wrap. */
  public static Duration sinceEpoch(Instant instant) {
    return Duration.between(Instant.ofEpochSecond(EPOCH_UNIX_SECONDS - LEAP_SECONDS), instant);
  }

  /** When {@link #sinceEpoch} is {@code gps}. */
  public static Instant instant(Duration gps) {
    return Instant.ofEpochSecond(EPOCH_UNIX_SECONDS - LEAP_SECONDS).plus(gps);
  }

  /** The beginning of the second with this value that is nearest to {@code now}. */
  public Instant near(Instant now) {
    return Instant.ofEpochSecond(now.getEpochSecond()).plus(of(now).until(this));
  }

  /**
   * The time from this to {@code other} by the shorter way round: negative if {@code other} is
   * earlier, -2^31..2^31-1 s.
   */
  public Duration until(GpsTime other) {
    long ahead = Math.floorMod(other.seconds - seconds, MODULUS);
    return Duration.ofSeconds(ahead < MODULUS / 2 ? ahead : ahead - MODULUS);
  }
}
