package dev.fuota.server.campaign;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of values, read and written. */
public final class ParameterText {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s?(ms|s|min|h|d)?");
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,12}");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s?(%?)");
  private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1000};
  private static final String[] UNITS = {"d", "h", "min", "s"};

  private ParameterText() {}

  /**
   * A length of time.
   *
   * @param bareUnit of a number that stands alone
   */
  public static Optional<Duration> duration(String text, String bareUnit) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? bareUnit : matcher.group(2);
    return Optional.of(
        switch (unit) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "min" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }

  /** In the largest unit that has no rest. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    for (int i = 0; i < UNITS.length; i++) {
      if (millis % UNIT_MILLIS[i] == 0 && (millis > 0 || i == UNITS.length - 1)) {
        return millis / UNIT_MILLIS[i] + UNITS[i];
      }
    }
    return millis + "ms";
  }

  static OptionalLong integer(String text) {
    return INTEGER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** {@code 20%} and {@code 0.2} are the same. */
  static Optional<Double> share(String text) {
    Matcher matcher = SHARE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    return Optional.of(matcher.group(2).isEmpty() ? number : number / 100);
  }

  static String percent(double share) {
    double percent = Math.round(share * 1e6) / 1e4;
    return percent == Math.rint(percent) ? (long) percent + "%" : percent + "%";
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
