package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Block;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FragmentStore;

/** A block that can be rebuilt. Any part of it costs one reading of each stored fragment. */
final class BlockSource implements Block {
  private final FecDecoder decoder;
  private final int fragSize;
  private final int length;

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
    byte[] fragments = new byte[(last - first + 1) * fragSize];
    decoder.rebuild(first + 1, last - first + 1, store, fragments);
    System.arraycopy(fragments, offset - first * fragSize, into, 0, count);
    return count;
  }
}
