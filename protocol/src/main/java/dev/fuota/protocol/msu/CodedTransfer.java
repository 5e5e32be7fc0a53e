package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Coded transfer, 0x1D, ours: several frames of a chunk combined by XOR, the shorter padded with
 * zeros; 16 octets and the data.
 *
 * <pre>
 * 1..2    File Number
 * 4..7    chunk number
 * 8..11   {@link FrameBitmap} of the frames combined, two at least
 * 12..13  length of the data: that of the longest of these frames
 * 14..15  reserved
 * 16..    data
 * </pre>
 */
public record CodedTransfer(int fileNumber, long chunk, int mask, Bytes data)
    implements MsuMessage {
  public static final int FIXED_LENGTH = 16;
  private static final int FRAMES_MIN = 2;

  public CodedTransfer {
    Header.checkFile(fileNumber);
    Checks.range("chunk", chunk, 1, Checks.U32_MAX);
    Checks.that(FrameBitmap.count(mask) >= FRAMES_MIN, "two frames at least are combined");
    Checks.range("data length", data.length(), 1, LENGTH_MAX - FIXED_LENGTH);
  }

  static Optional<MsuMessage> read(MsuReader in) {
    if (!in.fixed(FIXED_LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgress();
    long chunk = in.chunk(4);
    int mask = in.i32(8);
    in.require(
        FrameBitmap.count(mask) >= FRAMES_MIN,
        RejectReason.SCM_EMPTY,
        "two frames at least are combined");
    in.bitmapInChunk(chunk, mask);
    int length = in.dataLength(12, FIXED_LENGTH);
    in.require(length > 0, RejectReason.DATA_LENGTH_MISMATCH, "there are no data");
    in.frameLength(chunk, FrameBitmap.lowest(mask), length); // only the last can be shorter
    Bytes data = in.data(FIXED_LENGTH, length);
    return in.built(() -> new CodedTransfer(fileNumber, chunk, mask, data));
  }

  @Override
  public MsuType type() {
    return MsuType.CODED;
  }

  @Override
  public int length() {
    return FIXED_LENGTH + data.length();
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt((int) chunk).putInt(mask);
    out.putShort((short) data.length()).putShort((short) 0);
    data.putTo(out);
  }
}
