package dev.fuota.agent.runtime;

import dev.fuota.agent.fragmentation.CompleteBlock;
import dev.fuota.agent.fragmentation.FragmentLog;
import dev.fuota.agent.fragmentation.Fragmentation;
import dev.fuota.protocol.codec.Bytes;

/** Reads a block that a device has received for its application. */
public final class BlockReader {
  private final int fragIndex;
  private final CompleteBlock complete;
  private final Fragmentation fragmentation;
  private final FragmentLog log;

  BlockReader(int fragIndex, CompleteBlock complete, Fragmentation fragmentation, FragmentLog log) {
    this.fragIndex = fragIndex;
    this.complete = complete;
    this.fragmentation = fragmentation;
    this.log = log;
  }

  /** Octets of the block, without padding. */
  public int length() {
    return complete.block().length();
  }

  /** What the block is, 4 octets of its sender. */
  public Bytes descriptor() {
    return complete.setup().descriptor();
  }

  /**
   * Copies octets {@code offset} and following into {@code into}, as many as the block still has
   * and {@code into} can take. Each call reads all fragments that it needs once, so few long ones
   * are cheaper than many short ones.
   *
   * @return how many
   * @throws IllegalStateException if the block's session was deleted or replaced
   * @throws dev.fuota.hal.flash.FlashFault if a fragment cannot be read any more
   */
  public int read(int offset, byte[] into) {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
    boolean there =
        fragmentation
            .block(fragIndex)
            .filter(block -> block.sessionId() == complete.sessionId())
            .isPresent();
    if (!there) {
      throw new IllegalStateException("the block of session " + fragIndex + " is gone");
    }
    return complete.block().read(offset, into, log.store(fragIndex));
  }
}
