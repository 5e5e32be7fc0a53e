package dev.fuota.cli.msu;

import java.util.Locale;

/** Octets a second, for people. */
final class Goodput {
  private static final double MEGA = 1e6;
  private static final double KILO = 1e3;

  private Goodput() {}

  /** For example {@code 28.1 MB/s} or {@code 340 kB/s}. */
  static String words(double octetsPerSecond) {
    return octetsPerSecond >= MEGA
        ? String.format(Locale.ROOT, "%.1f MB/s", octetsPerSecond / MEGA)
        : String.format(Locale.ROOT, "%.0f kB/s", octetsPerSecond / KILO);
  }
}
