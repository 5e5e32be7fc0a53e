package dev.fuota.protocol.image;

/** Unsigned 32-bit values, which Java keeps in a {@code long}. */
final class U32 {
  static final long MAX = 0xffff_ffffL;

  private U32() {}

  /**
   * Returns {@code value} if it fits.
   *
   * @throws IllegalArgumentException if it does not: a bug of ours, not of a peer
   */
  static long check(long value) {
    if (value < 0 || value > MAX) {
      throw new IllegalArgumentException(value + " does not fit 32 bits");
    }
    return value;
  }
}
