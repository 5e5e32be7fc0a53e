package dev.fuota.protocol.explain;

import dev.fuota.protocol.time.GpsTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.StringJoiner;

/** How people write times, durations, frequencies and sets. */
final class Amounts {
  private static final Instant LEAP_SECONDS_KNOWN = Instant.parse("2017-01-01T00:00:00Z");

  /** The middle of the first cycle of GPS time, 1980 to 2116: no other one is meant. */
  private static final Instant FIRST_CYCLE = Instant.parse("2048-01-24T03:13:50Z");

  private Amounts() {}

  /** A moment in UTC. */
  static String utc(long gpsSeconds) {
    Instant instant = new GpsTime(gpsSeconds).near(FIRST_CYCLE);
    return instant.isBefore(LEAP_SECONDS_KNOWN)
        ? "before 2017: is this clock set?"
        : instant.toString().replace('T', ' ').replace("Z", " UTC");
  }

  /** Seconds, and days to seconds where there are more than 59. */
  static String duration(long seconds) {
    StringJoiner parts = new StringJoiner(" ");
    long[] amounts = {
      seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60,
    };
    String[] units = {"d", "h", "min", "s"};
    for (int i = 0; i < units.length; i++) {
      if (amounts[i] > 0) {
        parts.add(amounts[i] + " " + units[i]);
      }
    }
    return parts.length() == 0 ? "0 s" : parts.toString();
  }

  static String megahertz(long hertz) {
    return BigDecimal.valueOf(hertz).movePointLeft(6).stripTrailingZeros().toPlainString() + " MHz";
  }

  /** The numbers of the bits that are set. */
  static String set(long mask, String one, String none) {
    StringJoiner numbers = new StringJoiner(", ");
    for (int i = 0; i < Long.SIZE; i++) {
      if ((mask >> i & 1) != 0) {
        numbers.add(String.valueOf(i));
      }
    }
    boolean several = Long.bitCount(mask) > 1;
    return mask == 0 ? none : one + (several ? "s " : " ") + numbers;
  }
}
