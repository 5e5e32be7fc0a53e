package dev.fuota.protocol.time;

import java.time.Instant;

/** By how many seconds GPS time was ahead of UTC, and when (IERS Bulletin C). */
public final class LeapSeconds {
  /** The first second of Unix time behind each leap second, from 1981-07-01 to 2017-01-01. */
  private static final long[] BEHIND = {
    362_793_600,
    394_329_600,
    425_865_600,
    489_024_000,
    567_993_600,
    631_152_000,
    662_688_000,
    709_948_800,
    741_484_800,
    773_020_800,
    820_454_400,
    867_715_200,
    915_148_800,
    1_136_073_600,
    1_230_768_000,
    1_341_100_800,
    1_435_708_800,
    1_483_228_800
  };

  private LeapSeconds() {}

  /** The leap seconds between 1980-01-06 and {@code instant}: 0..18. */
  public static int at(Instant instant) {
    int behind = BEHIND.length;
    while (behind > 0 && instant.getEpochSecond() < BEHIND[behind - 1]) {
      behind--;
    }
    return behind;
  }
}
