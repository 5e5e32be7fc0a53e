package dev.fuota.hal.flash;

import java.nio.ByteBuffer;

/**
 * NOR flash: erase whole sectors, program only erased octets, once. Offsets and sizes are octets.
 *
 * <p>Using it against the rules (unaligned, out of range, not erased) is a bug of the caller and
 * throws {@link IllegalArgumentException} or {@link IllegalStateException}. What the part itself
 * can do wrong is a {@link FlashFault}.
 */
public interface Flash {

  /** Sectors and granules of this flash. */
  Geometry geometry();

  /**
   * Reads {@code into.remaining()} octets.
   *
   * @throws FlashFault if the octets cannot be read, as after a cut program operation on a part
   *     with ECC
   */
  void read(int offset, ByteBuffer into);

  /**
   * Whether every reading, however often it is repeated, is certain to give {@code expected}, which
   * is not consumed. A part cannot know this, so the answer is false; a simulation may know, and
   * spares whoever would read many times over to be sure.
   */
  default boolean surelyReads(int offset, ByteBuffer expected) {
    return false;
  }

  /**
   * Programs {@code from.remaining()} octets; offset and length are multiples of {@link
   * Geometry#programSize()}. After a power cut any part of it may have happened.
   *
   * @throws FlashFault if the part reports failure
   */
  void program(int offset, ByteBuffer from);

  /**
   * Erases the sector {@code index} (0-based). After a power cut any part of it may have happened.
   *
   * @throws FlashFault if the part reports failure
   */
  void erase(int index);
}
