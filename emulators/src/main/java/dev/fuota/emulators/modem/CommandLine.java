package dev.fuota.emulators.modem;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Collects what a host types, up to CR or LF, in a buffer as small as a modem's. A line that does
 * not fit is an {@code onTooLong}, once, at its end.
 */
final class CommandLine {
  private final int longest;
  private final Consumer<String> onLine;
  private final Runnable onTooLong;
  private final StringBuilder line = new StringBuilder();
  private boolean overflow;

  CommandLine(int longest, Consumer<String> onLine, Runnable onTooLong) {
    this.longest = longest;
    this.onLine = onLine;
    this.onTooLong = onTooLong;
  }

  void take(byte octet) {
    if (octet == '\r' || octet == '\n') {
      end();
    } else if (line.length() < longest) {
      line.append(new String(new byte[] {octet}, StandardCharsets.ISO_8859_1));
    } else {
      overflow = true;
    }
  }

  /** What was typed so far is forgotten, as in a reset. */
  void clear() {
    line.setLength(0);
    overflow = false;
  }

  private void end() {
    String whole = line.toString();
    boolean tooLong = overflow;
    clear();
    if (tooLong) {
      onTooLong.run();
    } else if (!whole.isEmpty()) { // the other one of CR and LF, or nothing typed
      onLine.accept(whole);
    }
  }
}
