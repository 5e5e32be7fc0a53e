package dev.fuota.drivers.lbm;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/**
 * Collects an answer: rc u8, length u8, data, and the exclusive or of all of it u8. Nothing may
 * follow.
 */
final class ReplyCollector {
  private static final int HEADER = 2;
  private static final int LENGTH_MAX = HEADER + 255 + 1;

  private final byte[] octets = new byte[LENGTH_MAX];
  private int length;
  private boolean tooMuch;

  void clear() {
    length = 0;
    tooMuch = false;
  }

  void take(byte[] more, int count) {
    int room = Math.min(count, octets.length - length);
    System.arraycopy(more, 0, octets, length, room);
    length += room;
    tooMuch |= room < count;
  }

  /** Whether nothing more belongs to the answer. */
  boolean isWhole() {
    return length > HEADER && length >= HEADER + Byte.toUnsignedInt(octets[1]) + 1;
  }

  /** The answer, if it is whole and undamaged. */
  Optional<LbmReply> reply() {
    if (!isWhole() || tooMuch || length > HEADER + Byte.toUnsignedInt(octets[1]) + 1) {
      return Optional.empty();
    }
    int crc = LbmFrame.crc(octets, length);
    return crc == 0
        ? Optional.of(
            LbmReply.of(
                Byte.toUnsignedInt(octets[0]), Bytes.of(octets, HEADER, length - HEADER - 1)))
        : Optional.empty();
  }
}
