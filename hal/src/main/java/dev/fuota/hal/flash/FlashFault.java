package dev.fuota.hal.flash;

/**
 * The part could not do what was asked: a read with a double ECC error, a program or erase
 * operation that it reports as failed. Callers treat what lies there as not valid.
 */
public final class FlashFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  public FlashFault(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** The first octet concerned. */
  public int offset() {
    return offset;
  }
}
