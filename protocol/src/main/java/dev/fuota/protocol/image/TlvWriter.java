package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes TLV areas and their records. */
final class TlvWriter {
  private static final int U16_MAX = 0xffff;

  private TlvWriter() {}

  /**
   * One area with its info.
   *
   * @throws IllegalArgumentException if it has more than 65535 octets
   */
  static Bytes area(int magic, List<Bytes> records) {
    int total = TlvArea.INFO_OCTETS + records.stream().mapToInt(Bytes::length).sum();
    if (total > U16_MAX) {
      throw new IllegalArgumentException("a TLV area of " + total + " octets");
    }
    ByteBuffer out = little(total).putShort((short) magic).putShort((short) total);
    records.forEach(record -> record.putTo(out));
    return Bytes.rest(out.flip());
  }

  static Bytes encode(int type, Bytes value) {
    if (value.length() > U16_MAX) {
      throw new IllegalArgumentException("a TLV of " + value.length() + " octets");
    }
    ByteBuffer out = little(Tlv.HEADER_OCTETS + value.length());
    out.putShort((short) type).putShort((short) value.length());
    value.putTo(out);
    return Bytes.rest(out.flip());
  }

  static Bytes u32(long value) {
    return Bytes.rest(little(Integer.BYTES).putInt((int) U32.check(value)).flip());
  }

  static ByteBuffer little(int octets) {
    return ByteBuffer.allocate(octets).order(ByteOrder.LITTLE_ENDIAN);
  }
}
