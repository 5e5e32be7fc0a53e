package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;

/** The first four octets of every message. */
final class Header {
  static final int LENGTH = 4;

  private Header() {}

  /** With a File Number, in 16 bits. */
  static void putFile(ByteBuffer out, MsuType type, int fileNumber) {
    out.put((byte) type.octet()).putShort((short) fileNumber).put((byte) MsuMessage.VERSION);
  }

  /** With two octets that each message has its own meaning for. */
  static void put(ByteBuffer out, MsuType type, int first, int second) {
    out.put((byte) type.octet()).put((byte) first).put((byte) second);
    out.put((byte) MsuMessage.VERSION);
  }

  static void putZeros(ByteBuffer out, int count) {
    for (int i = 0; i < count; i++) {
      out.put((byte) 0);
    }
  }

  /** A file's number: 1 to 3, as many as a cycle has. */
  static void checkFile(int fileNumber) {
    Checks.range("fileNumber", fileNumber, 1, MsuLimits.FILES_MAX);
  }
}
