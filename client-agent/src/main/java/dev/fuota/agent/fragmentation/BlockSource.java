package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Block;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FragmentStore;

/**
 * A block that can be rebuilt. Any part of it costs one reading of each stored fragment, however
 * small it is; so what follows the part is rebuilt with it, and kept for who walks on.
 */
final class BlockSource implements Block {
  /** Octets that are rebuilt at a time, if so many are left; less than one fragment more. */
  private static final int WINDOW = 128 << 10;

  private final FecDecoder decoder;
  private final int fragSize;
  private final int length;

  /** The fragments from number {@link #windowFirst} on, counted from 0. */
  private byte[] window = new byte[0];

  private int windowFirst;

  /**
   * A block.
   *
   * @param length octets without the padding (TS004-01)
   */
  BlockSource(FecDecoder decoder, int fragSize, int length) {
    this.decoder = decoder;
    this.fragSize = fragSize;
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int read(int offset, byte[] into, FragmentStore store) {
    int count = Math.min(into.length, length - offset);
    if (count <= 0) {
      return 0;
    }
    int first = offset / fragSize;
    int last = (offset + count - 1) / fragSize;
    if (first < windowFirst || (last + 1 - windowFirst) * fragSize > window.length) {
      rebuild(first, last, store);
    }
    System.arraycopy(window, offset - windowFirst * fragSize, into, 0, count);
    return count;
  }

  private void rebuild(int first, int last, FragmentStore store) {
    int behind = (length + fragSize - 1) / fragSize;
    int end = Math.max(last + 1, Math.min(behind, first + WINDOW / fragSize));
    byte[] rebuilt = new byte[(end - first) * fragSize];
    decoder.rebuild(first + 1, end - first, store, rebuilt);
    window = rebuilt;
    windowFirst = first;
  }
}
