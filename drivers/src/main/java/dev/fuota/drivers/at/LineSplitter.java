package dev.fuota.drivers.at;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.Consumer;

/**
 * Cuts octets into lines of printable ASCII. CR and LF both end a line; empty lines do not count.
 *
 * <p>A line that is longer than {@link #LONGEST} or has other octets within is dropped whole and
 * counted: half a payload is worse than none. Such octets before a line are what a plug or a waking
 * modem leaves on the wire; they are skipped.
 */
public final class LineSplitter {
  /** Octets of a line; a downlink of 242 octets has some 530 in the widest of the dialects. */
  public static final int LONGEST = 4096;

  private final Consumer<String> lines;
  private final byte[] line = new byte[LONGEST];
  private int length;
  private boolean bad;
  private long dropped;

  /** A splitter that gives its lines to {@code lines}. */
  public LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes the first {@code count} octets. */
  public void feed(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      take(octets[i]);
    }
  }

  private void take(byte octet) {
    if (octet == '\r' || octet == '\n') {
      end();
    } else if (octet < ' ' || octet > '~') {
      bad |= length > 0;
    } else if (length == LONGEST) {
      bad = true;
    } else {
      line[length++] = octet;
    }
  }

  private void end() {
    boolean good = length > 0 && !bad;
    String text = good ? new String(line, 0, length, ISO_8859_1) : "";
    if (bad) {
      dropped++;
    }
    clear();
    if (good) {
      lines.accept(text);
    }
  }

  /** Forgets a line that is not complete. */
  public void clear() {
    length = 0;
    bad = false;
  }

  /** Lines that were dropped. */
  public long dropped() {
    return dropped;
  }
}
