package dev.fuota.agent.step;

import dev.fuota.protocol.fec.FragmentStore;

/** A data block of which enough fragments are stored. */
public interface Block {
  /** Octets of the block, without padding. */
  int length();

  /**
   * Copies octets {@code offset} and following into {@code into}, as many as the block still has
   * and {@code into} can take.
   *
   * @param store has the fragments
   * @return how many
   */
  int read(int offset, byte[] into, FragmentStore store);
}
