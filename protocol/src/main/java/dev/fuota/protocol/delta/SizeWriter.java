package dev.fuota.protocol.delta;

import java.io.ByteArrayOutputStream;

/** The numbers of variable length in detools patches, low bits first. */
final class SizeWriter {
  private static final int MORE = 0x80;
  private static final int NEGATIVE = 0x40;

  private SizeWriter() {}

  /** First octet: bit 7 more, bit 6 negative, 6 bits; then as {@link #unsigned}. */
  static void signed(ByteArrayOutputStream out, int value) {
    long magnitude = Math.abs((long) value);
    int sign = value < 0 ? NEGATIVE : 0;
    if (magnitude < NEGATIVE) {
      out.write((int) (sign | magnitude));
    } else {
      out.write((int) (MORE | sign | (magnitude & 0x3f)));
      unsigned(out, magnitude >> 6);
    }
  }

  /** Each octet: bit 7 more, 7 bits. */
  static void unsigned(ByteArrayOutputStream out, long value) {
    long left = value;
    while (left >= MORE) {
      out.write((int) (MORE | (left & 0x7f)));
      left >>= 7;
    }
    out.write((int) left);
  }
}
