package dev.fuota.monitor.guard;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of this machine that lead nowhere else. */
public final class Loopback {
  private static final Pattern NAME =
      Pattern.compile(
          "(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /**
   * Whether a Host header names this machine. A page from elsewhere whose name was rebound to
   * 127.0.0.1 still sends its own name.
   */
  public static boolean isNamedBy(String host) {
    return NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
