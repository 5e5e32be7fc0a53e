package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code google.protobuf.Duration} (1 seconds, 2 nanos; {@code "1.500s"} in JSON); {@code
 * Timestamp} has the same form on the wire. None of those in use is negative.
 */
final class Durations {
  /** Ten thousand years, as the standard message has it. */
  private static final long SECONDS_MAX = 315_576_000_000L;

  private static final int NANOS_OF_SECOND = 1_000_000_000;
  private static final Pattern JSON = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?s");

  private Durations() {}

  static ProtoWriter proto(Duration duration) {
    return new ProtoWriter().signed(1, duration.getSeconds()).signed(2, duration.getNano());
  }

  static Duration read(ProtoMessage duration) {
    long seconds = duration.number(1);
    int nanos = duration.number32(2);
    if (nanos < 0 || nanos >= NANOS_OF_SECOND || seconds < 0 || seconds > SECONDS_MAX) {
      throw ProtoMessage.bad("a duration is out of range");
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  /** With 0, 3, 6 or 9 digits behind the point. */
  static String json(Duration duration) {
    int nanos = duration.getNano();
    String seconds = String.valueOf(duration.getSeconds());
    if (nanos == 0) {
      return seconds + "s";
    }
    String fraction = String.format(Locale.ROOT, "%09d", nanos);
    return seconds + "." + fraction.replaceFirst("(000){1,2}$", "") + "s";
  }

  static Duration read(Members message, String name) {
    String text = message.text(name);
    if (!JSON.matcher(text).matches()) {
      throw Members.bad(name, "is no duration");
    }
    BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
    if (seconds.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
      throw Members.bad(name, "is out of range");
    }
    long whole = seconds.longValue();
    long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
    return Duration.ofSeconds(whole, nanos);
  }
}
