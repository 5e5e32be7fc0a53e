package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads Data messages in place, for the path that each frame of a file takes: the same checks as
 * {@link MsuDecoder}, in the same order, without making an object. Nothing here throws for what the
 * octets are, and position, limit and byte order of the buffer neither matter nor change.
 *
 * <p>The accessors may be used after {@link #check} has answered {@link #GOOD}.
 */
public final class DataView {
  /** The answer of {@link #check} for a frame of the file. */
  public static final int GOOD = 0;

  /** The answer of {@link #check} for another message than Data. */
  public static final int OTHER_MESSAGE = -1;

  private static final int VERSION_AT = 3;
  private static final int CHUNK_AT = 4;
  private static final int SEQUENCE_AT = 8;
  private static final int LENGTH_AT = 9;
  private static final int FLAGS_AT = 11;

  private static final List<RejectReason> REASONS = List.of(RejectReason.values());

  private DataView() {}

  /** Whether a datagram says that it is a Data message. */
  public static boolean isData(ByteBuffer datagram) {
    return datagram.hasRemaining()
        && (datagram.get(datagram.position()) & 0xff) == MsuType.DATA.octet();
  }

  /**
   * Judges a datagram as a frame of the file in progress.
   *
   * @param datagram from position to limit
   * @return {@link #GOOD}, {@link #OTHER_MESSAGE}, or what {@link #reason} tells
   */
  public static int check(ByteBuffer datagram, MsuLimits limits, FileContext context) {
    if (!isData(datagram)) {
      return OTHER_MESSAGE;
    }
    int from = datagram.position();
    int length = datagram.limit() - from;
    if (length > MsuMessage.LENGTH_MAX) {
      return answer(RejectReason.OVERSIZE);
    }
    if (length < Header.LENGTH) {
      return answer(RejectReason.TRUNCATED);
    }
    if ((datagram.get(from + VERSION_AT) >>> 4 & 7) != 1) {
      return answer(RejectReason.BAD_PROTOCOL_VERSION);
    }
    length -= TrailerFinder.lengthOf(datagram, from, from + length);
    if (length < DataTransfer.FIXED_LENGTH) {
      return answer(RejectReason.TRUNCATED);
    }
    int file = u16(datagram, from + 1);
    if (file < 1 || file > limits.maxFiles()) {
      return answer(RejectReason.BAD_FILE_NUMBER);
    }
    return file == context.fileNumber()
        ? checkPlace(datagram, from, length, context.geometry())
        : answer(RejectReason.WRONG_FILE_NUMBER);
  }

  private static int checkPlace(ByteBuffer datagram, int from, int length, FileGeometry geometry) {
    long chunk = chunk(datagram);
    if (chunk == 0 || chunk > geometry.chunks()) {
      return answer(RejectReason.BAD_CHUNK_NUMBER);
    }
    int sequence = sequence(datagram);
    if (sequence < 1 || sequence > geometry.framesIn(chunk)) {
      return answer(RejectReason.BAD_SEQUENCE_NUMBER);
    }
    int announced = u16(datagram, from + LENGTH_AT);
    return announced == length - DataTransfer.FIXED_LENGTH
            && announced == geometry.lengthOf(chunk, sequence)
        ? GOOD
        : answer(RejectReason.DATA_LENGTH_MISMATCH);
  }

  private static int answer(RejectReason reason) {
    return REASONS.indexOf(reason) + 1;
  }

  /** The reason of a positive answer of {@link #check}. */
  public static RejectReason reason(int answer) {
    return REASONS.get(answer - 1);
  }

  public static int fileNumber(ByteBuffer datagram) {
    return u16(datagram, datagram.position() + 1);
  }

  public static long chunk(ByteBuffer datagram) {
    return Integer.toUnsignedLong(u32(datagram, datagram.position() + CHUNK_AT));
  }

  public static int sequence(ByteBuffer datagram) {
    return datagram.get(datagram.position() + SEQUENCE_AT) & 0xff;
  }

  public static int flags(ByteBuffer datagram) {
    return datagram.get(datagram.position() + FLAGS_AT) & 0xff;
  }

  /** Where in the buffer the data begin. */
  public static int dataOffset(ByteBuffer datagram) {
    return datagram.position() + DataTransfer.FIXED_LENGTH;
  }

  public static int dataLength(ByteBuffer datagram) {
    return u16(datagram, datagram.position() + LENGTH_AT);
  }

  static int u16(ByteBuffer in, int at) {
    return (in.get(at) & 0xff) << 8 | (in.get(at + 1) & 0xff);
  }

  static int u32(ByteBuffer in, int at) {
    return u16(in, at) << 16 | u16(in, at + 2);
  }
}
