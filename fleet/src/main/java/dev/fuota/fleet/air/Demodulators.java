package dev.fuota.fleet.air;

/**
 * How many frames a gateway can follow at once.
 *
 * @param any demodulators for all spreading factors
 * @param fast further ones for SF5..SF10 alone
 */
public record Demodulators(int any, int fast) {
  /** No limit. */
  public static final Demodulators UNLIMITED = new Demodulators(Integer.MAX_VALUE, 0);

  /** Semtech SX1301. */
  public static final Demodulators SX1301 = new Demodulators(8, 0);

  /** Semtech SX1302 and SX1303: 16, half of them for SF5..SF10. */
  public static final Demodulators SX1302 = new Demodulators(8, 8);
}
