package dev.fuota.cli.fragment;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.SharedParityRows;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;

/** Feeds a decoder with fragments in their order and measures what it needs. */
final class Reassembly {
  /** Where there is memory, a row is drawn once: for the bits, and kept for the octets. */
  private static final long ROWS_OCTETS_MAX = 64L << 20;

  private final FragmentLines.Content content;
  private final SharedParityRows rows = new SharedParityRows(ROWS_OCTETS_MAX);
  private final FecDecoder decoder;
  private final long decodeNanos;
  private long rebuildNanos;

  Reassembly(FragmentLines.Content content, ParityMatrix matrix) {
    this.content = content;
    int count = content.session().count();
    long began = System.nanoTime();
    this.decoder = new FecDecoder(rows.rows(matrix, count), count);
    for (int n : content.fragments().keySet()) {
      if (decoder.complete()) {
        break;
      }
      decoder.offer(n);
    }
    this.decodeNanos = System.nanoTime() - began;
  }

  FecDecoder decoder() {
    return decoder;
  }

  /** The octets without padding; only when complete. */
  Bytes data() {
    FragmentLines.Session session = content.session();
    long began = System.nanoTime();
    byte[] block = new byte[session.count() * session.size()];
    decoder.rebuild(1, session.count(), this::copy, block);
    rebuildNanos = System.nanoTime() - began;
    return Bytes.of(block, 0, session.length());
  }

  private void copy(int n, byte[] into) {
    Map<Integer, Bytes> fragments = content.fragments();
    Objects.requireNonNull(fragments.get(n)).putTo(ByteBuffer.wrap(into));
  }

  Stats stats() {
    int needed = decoder.received();
    return new Stats(
        content.read(),
        content.fragments().size(),
        needed,
        decoder.complete() ? needed - content.session().count() : 0,
        decoder.rowsInUse(),
        decoder.memoryOctets(),
        rows.memoryOctets(),
        decodeNanos / 1e6,
        rebuildNanos / 1e6);
  }

  /**
   * What it took.
   *
   * @param fragmentsRead in the input, repeated ones included
   * @param fragmentsDistinct without the repeated ones
   * @param fragmentsNeeded of these, up to the one that completed the block
   * @param beyondCount how many more that is than the block has
   * @param rowsHeld equations that the decoder kept
   * @param decoderOctets its tables
   * @param keptRowsOctets parity rows that were kept to save time
   * @param decodeMillis for the bits
   * @param rebuildMillis for the octets
   */
  record Stats(
      int fragmentsRead,
      int fragmentsDistinct,
      int fragmentsNeeded,
      int beyondCount,
      int rowsHeld,
      long decoderOctets,
      long keptRowsOctets,
      double decodeMillis,
      double rebuildMillis) {}
}
