package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Block;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FragmentStore;

/** A block that can be rebuilt, read from its first octet to its last. */
final class BlockSource implements Block {
  private final FecDecoder decoder;
  private final byte[] fragment;
  private final int length;

  /** The fragment in {@link #fragment}; 0 if none. */
  private int current;

  BlockSource(FecDecoder decoder, int fragSize, int length) {
    this.decoder = decoder;
    this.fragment = new byte[fragSize];
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int read(int offset, byte[] into, FragmentStore store) {
    int count = Math.min(into.length, length - offset);
    int done = 0;
    while (done < count) {
      int n = (offset + done) / fragment.length + 1;
      if (n != current) {
        current = 0; // a read that throws leaves nothing
        decoder.rebuild(n, store, fragment);
        current = n;
      }
      int at = (offset + done) % fragment.length;
      int piece = Math.min(fragment.length - at, count - done);
      System.arraycopy(fragment, at, into, done, piece);
      done += piece;
    }
    return count;
  }
}
