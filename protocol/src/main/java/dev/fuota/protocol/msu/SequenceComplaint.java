package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Sequence complaint (SCM), 0x15 (MSU, section 14): frames that a client misses of one chunk; 16
 * octets.
 *
 * <pre>
 * 1..2    File Number
 * 4..7    chunk number
 * 8       number of missing frames
 * 9..11   reserved
 * 12..15  {@link FrameBitmap} of them
 * </pre>
 */
public record SequenceComplaint(int fileNumber, long chunk, int bitmap) implements MsuMessage {
  static final int LENGTH = 16;

  public SequenceComplaint {
    Header.checkFile(fileNumber);
    Checks.range("chunk", chunk, 1, Checks.U32_MAX);
    Checks.that(bitmap != 0, "a complaint names a frame");
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-089, MSU-090
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgress();
    long chunk = in.chunk(4);
    int count = in.u8(8);
    int bitmap = in.i32(12);
    in.require(bitmap != 0, RejectReason.SCM_EMPTY, "the bitmap has no bits");
    in.require(
        count == FrameBitmap.count(bitmap),
        RejectReason.SCM_COUNT_MISMATCH,
        "the count is not the number of bits in the bitmap");
    in.bitmapInChunk(chunk, bitmap);
    in.end(LENGTH);
    return in.built(() -> new SequenceComplaint(fileNumber, chunk, bitmap));
  }

  public List<Integer> missing() {
    return FrameBitmap.sequences(bitmap);
  }

  @Override
  public MsuType type() {
    return MsuType.SCM;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt((int) chunk).put((byte) FrameBitmap.count(bitmap));
    Header.putZeros(out, 3);
    out.putInt(bitmap);
  }
}
