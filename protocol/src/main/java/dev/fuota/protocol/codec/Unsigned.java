package dev.fuota.protocol.codec;

import java.nio.ByteBuffer;

/**
 * Unsigned numbers in little-endian buffers. The caller has checked that the octets are there; a
 * 32-bit number is a {@code long}.
 */
public final class Unsigned {
  public static final long U32_MAX = 0xffff_ffffL;

  private Unsigned() {}

  public static int u8(ByteBuffer in) {
    return Byte.toUnsignedInt(in.get());
  }

  public static int u16(ByteBuffer in) {
    return Short.toUnsignedInt(in.getShort());
  }

  public static int u24(ByteBuffer in) {
    return u16(in) | u8(in) << 16;
  }

  public static long u32(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }

  public static void put24(ByteBuffer out, int value) {
    out.putShort((short) value).put((byte) (value >> 16));
  }

  public static void put32(ByteBuffer out, long value) {
    out.putInt((int) value);
  }

  /**
   * Returns {@code value} if it fits 32 bits.
   *
   * @throws IllegalArgumentException if it does not fit: a bug of ours, not of a peer
   */
  public static long check32(long value) {
    if (value < 0 || value > U32_MAX) {
      throw new IllegalArgumentException(value + " does not fit 32 bits");
    }
    return value;
  }
}
