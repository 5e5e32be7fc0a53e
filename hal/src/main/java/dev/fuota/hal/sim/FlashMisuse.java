package dev.fuota.hal.sim;

/**
 * A program operation on a granule that may not be programmed: a bug of the code that did it.
 *
 * @param operation its number, as {@link PowerSupply#operations} counts, from 1
 * @param offset what was to be programmed: its first octet
 * @param length and its octets
 * @param granule the first octet of the first granule that was not erased
 * @param before the operations before it, oldest first
 */
public record FlashMisuse(long operation, int offset, int length, int granule, String before) {

  /** Is told of misuse that otherwise would be an exception. */
  @FunctionalInterface
  public interface Listener {
    void misused(FlashMisuse misuse);
  }

  /** The whole story on one line. */
  public String message() {
    return String.format(
        "program 0x%x+%d: granule 0x%x is not erased; operations before: %s",
        offset, length, granule, before);
  }
}
