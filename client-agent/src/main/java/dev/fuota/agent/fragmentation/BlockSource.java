package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Block;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FragmentStore;

/** A block that can be rebuilt, read page by page. */
final class BlockSource implements Block {
  private final FecDecoder decoder;
  private final int fragSize;
  private final int length;

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
    int before = offset / fragSize;
    int fragments = (offset + count + fragSize - 1) / fragSize - before;
    byte[] whole = new byte[fragments * fragSize];
    decoder.rebuild(before + 1, fragments, store, whole);
    System.arraycopy(whole, offset - before * fragSize, into, 0, count);
    return count;
  }
}
