package dev.fuota.drivers.radio;

/** The chip does not do what it should; the message is a sentence for people. */
public final class ChipTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChipTrouble(String message) {
    super(message, null, false, false); // a value more than an error: nobody needs its stack
  }
}
