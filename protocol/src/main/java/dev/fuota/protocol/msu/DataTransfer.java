package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Data Transfer, 0x14 (MSU, section 14): a frame of a file; 12 octets and the data. {@link
 * DataView} reads the same without making objects.
 *
 * <pre>
 * 1..2   File Number
 * 4..7   chunk number (CN)
 * 8      sequence number (SN)
 * 9..10  Data Length
 * 11     flags: 0x80 last frame of the file, 0x40 last frame of the chunk
 * 12..   data
 * </pre>
 *
 * @param chunk 1 to 2^32 - 1
 * @param sequence 1 to 32
 * @param flags hints only, the geometry of the file decides; the low six bits are reserved
 */
public record DataTransfer(int fileNumber, long chunk, int sequence, int flags, Bytes data)
    implements MsuMessage {
  public static final int END_OF_FILE = 0x80;
  public static final int END_OF_CHUNK = 0x40;

  /** Octets before the data. */
  public static final int FIXED_LENGTH = 12;

  public DataTransfer {
    Header.checkFile(fileNumber);
    Checks.range("chunk", chunk, 1, Checks.U32_MAX);
    Checks.range("sequence", sequence, 1, FileGeometry.SEQUENCE_LIMIT_MAX);
    Checks.octet("flags", flags);
    Checks.range("data length", data.length(), 1, FileGeometry.SEQUENCE_SIZE_MAX);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-080 to MSU-084
    if (!in.fixed(FIXED_LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgress();
    long chunk = in.chunk(4);
    int sequence = in.sequence(8, chunk);
    int length = in.dataLength(9, FIXED_LENGTH);
    in.frameLength(chunk, sequence, length);
    int flags = in.u8(11);
    in.dataWarnings(flags, chunk, sequence);
    Bytes data = in.data(FIXED_LENGTH, length);
    return in.built(() -> new DataTransfer(fileNumber, chunk, sequence, flags, data));
  }

  /** The flags of a frame. */
  public static int flags(FileGeometry geometry, long chunk, int sequence) {
    boolean lastOfChunk = geometry.isLast(chunk, sequence);
    boolean lastOfFile = lastOfChunk && chunk == geometry.chunks();
    return (lastOfFile ? END_OF_FILE : 0) | (lastOfChunk ? END_OF_CHUNK : 0);
  }

  /**
   * Writes the first 12 octets of a frame; the caller puts the data behind them. Makes no objects.
   */
  public static void encodeHeader(
      ByteBuffer out, int fileNumber, FileGeometry geometry, long chunk, int sequence) {
    Header.putFile(out, MsuType.DATA, fileNumber);
    out.putInt((int) chunk).put((byte) sequence);
    out.putShort((short) geometry.lengthOf(chunk, sequence));
    out.put((byte) flags(geometry, chunk, sequence));
  }

  public boolean endOfFile() {
    return (flags & END_OF_FILE) != 0;
  }

  public boolean endOfChunk() {
    return (flags & END_OF_CHUNK) != 0;
  }

  @Override
  public MsuType type() {
    return MsuType.DATA;
  }

  @Override
  public int length() {
    return FIXED_LENGTH + data.length();
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt((int) chunk).put((byte) sequence);
    out.putShort((short) data.length()).put((byte) flags);
    data.putTo(out);
  }
}
