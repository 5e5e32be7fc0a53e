package dev.fuota.agent.msu;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The frame of a record on the disk: a format octet, the content, and a CRC-32 of both. What is
 * damaged, or of another format, is no record.
 */
final class Sealed {
  private static final int FORMAT = 1;
  private static final int OVERHEAD = 1 + Integer.BYTES;

  private Sealed() {}

  /** A buffer for {@code length} octets of content, positioned behind the format. */
  static ByteBuffer begin(int length) {
    return ByteBuffer.allocate(length + OVERHEAD).put((byte) FORMAT);
  }

  /** The record, of which {@code buffer} holds format and content up to its position. */
  static byte[] seal(ByteBuffer buffer) {
    byte[] record = new byte[buffer.position() + Integer.BYTES];
    buffer.flip().get(record, 0, record.length - Integer.BYTES);
    ByteBuffer.wrap(record).putInt(record.length - Integer.BYTES, crc(record));
    return record;
  }

  /** The content of a record that is whole. */
  static Optional<ByteBuffer> open(byte[] record) {
    if (record.length < OVERHEAD || record[0] != FORMAT) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(record);
    return in.getInt(record.length - Integer.BYTES) == crc(record)
        ? Optional.of(in.position(1).limit(record.length - Integer.BYTES).slice())
        : Optional.empty();
  }

  private static int crc(byte[] record) {
    CRC32 crc = new CRC32();
    crc.update(record, 0, record.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
