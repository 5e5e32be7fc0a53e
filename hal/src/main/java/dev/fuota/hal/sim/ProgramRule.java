package dev.fuota.hal.sim;

/**
 * How often a granule may be programmed between two erases. Whatever the number, bits change only
 * away from the erased value.
 *
 * @param writes how often each granule may be programmed
 * @param zeros whether a granule that was programmed takes all zeros and nothing else
 * @param block octets that have a common limit, 0 for none
 * @param blockWrites how many granules of a block may be programmed, each time counted
 */
public record ProgramRule(int writes, boolean zeros, int block, int blockWrites) {
  private static final int ANY = Integer.MAX_VALUE;

  /** The strictest rule: what keeps it runs on every part. */
  public static final ProgramRule ONCE = new ProgramRule(1, false, 0, ANY);

  /** STM32 with 64 + 8 bits: once, then to all zeros; anything else is PROGERR, nothing written. */
  public static final ProgramRule ONCE_THEN_ZEROS = new ProgramRule(1, true, 0, ANY);

  /** SPI NOR: any number of changes away from the erased value. */
  public static final ProgramRule ANY_NUMBER = new ProgramRule(ANY, false, 0, ANY);

  /** Each granule {@code writes} times. */
  static ProgramRule times(int writes) {
    return new ProgramRule(writes, false, 0, ANY);
  }

  /** {@code blockWrites} granules in each block of {@code block} octets. */
  static ProgramRule perBlock(int block, int blockWrites) {
    return new ProgramRule(ANY, false, block, blockWrites);
  }

  /** Whether a part counts what is programmed even where all was erased. */
  boolean counts() {
    return block > 0;
  }
}
