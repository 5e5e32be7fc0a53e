package dev.fuota.drivers.smp;

import dev.fuota.protocol.codec.Bytes;
import java.util.function.Consumer;

/**
 * Finds SMP messages among what a console prints. Base64 is decoded as it comes, in groups of four,
 * and a message is complete when its length says so: neither a line feed behind the last line nor
 * the place where lines are cut matters. Text before, between and behind frames, even in the line
 * of one, goes to whom it concerns; a frame that is disturbed is dropped.
 */
public final class ConsoleReader {
  /** Octets of a message at most, with length and CRC: twice what targets have buffers for. */
  static final int PACKET_MAX = 8192;

  private static final int TEXT_MAX = 160;
  private static final int GROUP = 4;
  private static final int PAD = 64;
  private static final int NONE = -1;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

  private final Consumer<Bytes> messages;
  private final Consumer<String> lines;
  private final byte[] packet = new byte[PACKET_MAX];
  private final int[] group = new int[GROUP];
  private final StringBuilder text = new StringBuilder();
  private int grouped;
  private int filled = NONE;
  private boolean inFrame;
  private int mark = NONE;

  /**
   * A reader at the start of a line.
   *
   * @param messages takes messages whose CRC is right
   * @param lines takes what else was printed, a line at a time, without its end
   */
  public ConsoleReader(Consumer<Bytes> messages, Consumer<String> lines) {
    this.messages = messages;
    this.lines = lines;
  }

  /** Takes the next octets. */
  public void feed(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      feed(octets[i] & 0xff);
    }
  }

  /** Forgets what it began to read. */
  public void reset() {
    drop();
    mark = NONE;
    text.setLength(0);
  }

  private void feed(int octet) {
    int before = mark;
    mark = NONE;
    if (before == ConsoleFrames.START_1 && octet == ConsoleFrames.START_2) {
      endText();
      filled = 0;
      grouped = 0;
      inFrame = true;
    } else if (before == ConsoleFrames.MORE_1 && octet == ConsoleFrames.MORE_2) {
      endText();
      inFrame = filled != NONE;
    } else if (octet == ConsoleFrames.START_1 || octet == ConsoleFrames.MORE_1) {
      mark = octet; // neither text nor base64 has it
      inFrame = false;
    } else if (octet == '\n' || octet == '\r') {
      inFrame = false;
      endText();
    } else if (inFrame) {
      base64(octet);
    } else {
      text(octet);
    }
  }

  private void text(int octet) {
    if (text.length() < TEXT_MAX) {
      text.append(octet >= ' ' && octet < 0x7f ? (char) octet : '.');
    }
  }

  private void endText() {
    if (!text.isEmpty()) {
      String line = text.toString();
      text.setLength(0);
      lines.accept(line);
    }
  }

  private void base64(int octet) {
    int value = ALPHABET.indexOf(octet);
    if (value < 0 || (value != PAD && grouped > 0 && group[grouped - 1] == PAD)) {
      drop();
      text(octet);
      return;
    }
    group[grouped++] = value;
    if (grouped == GROUP) {
      grouped = 0;
      endGroup();
    }
  }

  private void endGroup() {
    int bits = 0;
    int octets = GROUP - 1;
    for (int value : group) {
      bits = bits << 6 | (value & 0x3f);
      octets -= value == PAD ? 1 : 0;
    }
    if (octets < 1 || filled + octets > PACKET_MAX) {
      drop();
      return;
    }
    for (int i = 0; i < octets; i++) {
      packet[filled++] = (byte) (bits >> (Short.SIZE - Byte.SIZE * i));
    }
    if (filled >= Short.BYTES && filled >= Short.BYTES + announced()) {
      endPacket();
    }
  }

  private int announced() {
    return (packet[0] & 0xff) << Byte.SIZE | (packet[1] & 0xff);
  }

  private void endPacket() {
    int length = announced() - Short.BYTES;
    boolean whole = filled == Short.BYTES + announced() && length > 0;
    drop();
    if (!whole) {
      return;
    }
    Bytes body = Bytes.of(packet, Short.BYTES, length + Short.BYTES);
    if (Crc16.of(body.toArray(), body.length()) == 0) {
      messages.accept(body.slice(0, length));
    }
  }

  private void drop() {
    filled = NONE;
    grouped = 0;
    inFrame = false;
  }
}
