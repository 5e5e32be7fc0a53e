package dev.fuota.tests.msu;

/** Power fails in the middle of whatever a client does; no part of the product catches it. */
final class PowerLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  PowerLost() {
    super("power lost", null, false, false);
  }
}
