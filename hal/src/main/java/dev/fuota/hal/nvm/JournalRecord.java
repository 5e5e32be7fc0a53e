package dev.fuota.hal.nvm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One record of a {@link JournalNvm}, little-endian, from a granule's start: octet 0 kind (0x5a
 * value, 0xa6 deleted, 0xc3 commit), 1 key (0xff for a commit), 2..3 length of the value, 4..7
 * generation of the bank, then the value, zeros up to whole granules, and in the last four octets
 * the CRC-32 over all before.
 *
 * <p>Neither the first granule nor the last one, with the CRC, ever looks erased: of a record that
 * was cut, something is seen, even if granules full of the erased value lie between.
 *
 * @param generation 0..2^32-1, counts the copies from bank to bank
 */
@SuppressWarnings("ArrayRecordComponent") // inside the package, never compared
record JournalRecord(Kind kind, int key, long generation, byte[] value) {
  static final int NO_KEY = 0xff;

  private static final int HEADER = 8;
  private static final int CRC = 4;
  private static final byte[] NOTHING = {};

  /** Codes with as many ones as zeros: a first granule cut half way hardly ever reads as blank. */
  enum Kind {
    VALUE(0x5a),
    DELETED(0xa6),
    COMMIT(0xc3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static final Kind[] ALL = values();

    static @Nullable Kind of(int code) {
      for (Kind kind : ALL) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }
  }

  static JournalRecord commit(long generation) {
    return new JournalRecord(Kind.COMMIT, NO_KEY, generation, NOTHING);
  }

  static JournalRecord value(int key, long generation, byte[] value) {
    return new JournalRecord(Kind.VALUE, key, generation, value);
  }

  static JournalRecord deleted(int key, long generation) {
    return new JournalRecord(Kind.DELETED, key, generation, NOTHING);
  }

  /** Octets of a record with a value of {@code length} octets. */
  static int size(int length, int granule) {
    return (HEADER + length + CRC + granule - 1) / granule * granule;
  }

  byte[] encode(int granule) {
    byte[] octets = new byte[size(value.length, granule)];
    ByteBuffer out = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) kind.code).put((byte) key).putShort((short) value.length);
    out.putInt((int) generation).put(value);
    out.putInt(octets.length - CRC, crc(octets, 0, octets.length));
    return octets;
  }

  /** The record that begins at {@code at} and is whole, if one does. */
  static Optional<JournalRecord> at(byte[] octets, int at, int granule) {
    if (octets.length - at < HEADER) {
      return Optional.empty();
    }
    @Nullable Kind kind = Kind.of(octets[at] & 0xff);
    if (kind == null) {
      return Optional.empty(); // most granules of most banks
    }
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).position(at + 1);
    int key = in.get() & 0xff;
    int length = in.getShort() & 0xffff;
    int size = size(length, granule);
    if (length > Nvm.VALUE_MAX
        || size > octets.length - at
        || in.getInt(at + size - CRC) != crc(octets, at, size)) {
      return Optional.empty();
    }
    long generation = Integer.toUnsignedLong(in.getInt());
    byte[] value = Arrays.copyOfRange(octets, at + HEADER, at + HEADER + length);
    return Optional.of(new JournalRecord(kind, key, generation, value));
  }

  private static int crc(byte[] octets, int at, int size) {
    CRC32 crc = new CRC32();
    crc.update(octets, at, size - CRC);
    return (int) crc.getValue();
  }
}
