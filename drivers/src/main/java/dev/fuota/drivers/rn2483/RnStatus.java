package dev.fuota.drivers.rn2483;

/**
 * What {@code mac get status} tells.
 *
 * @param active whether the MAC is at something; in class C: whether it listens
 */
record RnStatus(boolean joined, boolean active) {
  private static final long STATE = 0xf;
  private static final long JOINED = 0x10;

  static RnStatus of(String hex) {
    long bits = hex.matches("[0-9A-Fa-f]{8}") ? Long.parseLong(hex, 16) : 0;
    return new RnStatus((bits & JOINED) != 0, (bits & STATE) != 0);
  }
}
