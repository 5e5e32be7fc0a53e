package dev.fuota.hal.radio;

/** The wires to a chip do not work: the operating system refused a transfer or a pin. */
public final class BusFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusFault(String message) {
    super(message);
  }

  public BusFault(String message, Throwable cause) {
    super(message, cause);
  }
}
