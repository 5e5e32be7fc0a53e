package dev.fuota.fleet.world;

import dev.fuota.hal.sim.SharedPages;
import dev.fuota.protocol.fec.ParityRowSource;
import dev.fuota.protocol.fec.SharedParityRows;
import dev.fuota.protocol.image.KnownImages;
import dev.fuota.protocol.image.Verification;

/**
 * What the devices of one simulation need not each do and keep for themselves, because all of them
 * do and keep the same. Every part of it answers by content, so a device learns from it exactly
 * what it would have found out alone. For one thread.
 *
 * @param parityRows of the blocks that they receive
 * @param images whose hashes and signatures were checked
 * @param pages what their flash holds
 */
public record SharedWork(ParityRowSource parityRows, Verification images, SharedPages pages) {
  /** Enough for the coded fragments of some thousand-fragment blocks. */
  private static final long PARITY_OCTETS_MAX = 8L << 20;

  /** Nothing done yet. */
  public SharedWork() {
    this(new SharedParityRows(PARITY_OCTETS_MAX), new KnownImages(), new SharedPages());
  }
}
