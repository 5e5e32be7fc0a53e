package dev.fuota.drivers.board;

/** The transceiver chips that there are drivers for. */
public enum Chip {
  SX1261(-17, 15),
  SX1262(-9, 22),
  SX1268(-9, 22),
  /** Also SX1277, SX1278, SX1279 and the modules RFM95 to RFM98; the power is that of PA_BOOST. */
  SX1276(2, 20);

  private final int minPowerDbm;
  private final int maxPowerDbm;

  Chip(int minPowerDbm, int maxPowerDbm) {
    this.minPowerDbm = minPowerDbm;
    this.maxPowerDbm = maxPowerDbm;
  }

  /** Whether it has commands and a BUSY line, and not registers alone. */
  public boolean isSx126x() {
    return this != SX1276;
  }

  /** The pin of the chip that tells of interrupts. */
  public String interruptPin() {
    return isSx126x() ? "DIO1" : "DIO0";
  }

  /** The least that its amplifier gives. */
  public int minPowerDbm() {
    return minPowerDbm;
  }

  /** The most that its amplifier gives. */
  public int maxPowerDbm() {
    return maxPowerDbm;
  }
}
