package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Chunk complaint (CCM), 0x16 (MSU, section 15): chunks of which a client misses something.
 *
 * <pre>
 * 1..2  File Number
 * 4..7  number of chunks
 * 8..   the chunk numbers, 4 octets each, ascending
 * </pre>
 *
 * @param chunks 1 to {@link #CHUNKS_MAX} numbers; a peer may have sent them in any order
 */
public record ChunkComplaint(int fileNumber, List<Long> chunks) implements MsuMessage {
  /** As many as a datagram holds. */
  public static final int CHUNKS_MAX = 366;

  private static final int FIXED_LENGTH = 8;

  public ChunkComplaint {
    chunks = List.copyOf(chunks);
    Header.checkFile(fileNumber);
    Checks.range("number of chunks", chunks.size(), 1, CHUNKS_MAX);
    chunks.forEach(chunk -> Checks.range("chunk", chunk, 1, Checks.U32_MAX));
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-102
    if (!in.fixed(FIXED_LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgress();
    long count = in.u32(4);
    in.require(count != 0, RejectReason.CCM_EMPTY, "it names no chunk");
    in.require(
        count * Integer.BYTES == in.length() - FIXED_LENGTH,
        RejectReason.CCM_COUNT_MISMATCH,
        "it counts another number of chunks than follow");
    List<Long> chunks = in.chunks(FIXED_LENGTH, count);
    return in.built(() -> new ChunkComplaint(fileNumber, chunks));
  }

  @Override
  public MsuType type() {
    return MsuType.CCM;
  }

  @Override
  public int length() {
    return FIXED_LENGTH + Integer.BYTES * chunks.size();
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt(chunks.size());
    for (long chunk : chunks) {
      out.putInt((int) chunk);
    }
  }
}
