package dev.fuota.report;

import java.util.Locale;

/** Figures in words, the same in the terminal and on the page, whatever the locale. */
public final class Say {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private Say() {}

  /** For example {@code 12.3 s}, {@code 4 min 05 s}, {@code 3 h 12 min}. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < HOUR) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / MINUTE, whole % MINUTE);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / HOUR, whole % HOUR / MINUTE);
  }

  /** A time on an axis: {@code h:mm:ss}. */
  public static String clock(double seconds) {
    long whole = Math.round(seconds);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
  }

  /** For example {@code 40 %} or {@code 39.7 %}. */
  public static String percent(double share) {
    double value = share * 100;
    String digits = Math.abs(value - Math.rint(value)) < 0.05 ? "%.0f %%" : "%.1f %%";
    return String.format(Locale.ROOT, digits, value);
  }

  /** For example {@code 1 device}, {@code 12,345 devices}. */
  public static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** For example {@code 12,345}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** For example {@code 64.2 KiB}. */
  public static String octets(long octets) {
    return octets < 1024 ? octets + " B" : String.format(Locale.ROOT, "%.1f KiB", octets / 1024.0);
  }
}
