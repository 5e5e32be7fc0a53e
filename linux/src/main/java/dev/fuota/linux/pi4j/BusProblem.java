package dev.fuota.linux.pi4j;

/** Why the header cannot be used, and what to type. */
final class BusProblem {
  private static final String BOARD = "No gpio chip yet initialized";

  private BusProblem() {}

  /** Pi4J did not get an SPI line. */
  static String spi(int bus, int chipSelect, Throwable why) {
    return "SPI "
        + bus
        + "."
        + chipSelect
        + " does not open: "
        + cause(why)
        + "; see what is missing with 'fuota doctor --mode spi'";
  }

  /** Pi4J did not get a pin. */
  static String pin(int pin, Throwable why) {
    String cause = cause(why);
    if (why instanceof LinkageError) {
      return "pins cannot be driven on this machine: Pi4J has no library for it ("
          + cause
          + "); use a Raspberry Pi with a 32-bit or 64-bit system";
    }
    if (cause.contains(BOARD)) {
      return "pins cannot be driven on this board: Pi4J does not know it; use a Raspberry Pi, or a"
          + " serial modem";
    }
    return "GPIO"
        + pin
        + " cannot be taken: "
        + cause
        + "; another program or a device-tree overlay may have it: see 'gpioinfo', and the pins"
        + " of your board with 'fuota doctor --boards'";
  }

  private static String cause(Throwable why) {
    Throwable deepest = why;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }
}
