package dev.fuota.hal.sim;

/**
 * Something wrong with a part, from the start or from some moment on: {@link NorFlash#inject}.
 * Offsets and masks concern single octets; a mask is 1 to 255.
 */
public sealed interface FlashDefect {

  /**
   * Cells that keep their value whatever is done to them.
   *
   * @param mask which bits of the octet at {@code offset}
   * @param value what they read: the bits of {@code mask} count
   */
  record StuckBits(int offset, int mask, int value) implements FlashDefect {}

  /** Bits that read wrong until the granule is programmed or the sector erased. */
  record FlippedBits(int offset, int mask) implements FlashDefect {}

  /** A sector at the end of its endurance: every erase leaves one more stuck bit. */
  record WornSector(int sector) implements FlashDefect {}

  /** A sector that takes no operation: each is a fault and changes nothing. */
  record DeadSector(int sector) implements FlashDefect {}

  /**
   * The part reports that an operation failed, once; what is left is torn.
   *
   * @param number as {@link PowerSupply#operations} counts, from 1
   */
  record FailingOperation(long number) implements FlashDefect {}
}
