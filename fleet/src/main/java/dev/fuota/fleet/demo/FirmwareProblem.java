package dev.fuota.fleet.demo;

/** An image that the demonstration cannot even offer. The message is one line. */
public final class FirmwareProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  FirmwareProblem(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Stable, for machines. */
  public String code() {
    return code;
  }
}
