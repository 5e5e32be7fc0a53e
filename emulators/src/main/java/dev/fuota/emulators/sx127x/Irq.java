package dev.fuota.emulators.sx127x;

/** The bits of RegIrqFlags. */
final class Irq {
  static final int RX_TIMEOUT = 0x80;
  static final int RX_DONE = 0x40;
  static final int CRC_ERROR = 0x20;
  static final int VALID_HEADER = 0x10;
  static final int TX_DONE = 0x08;
  static final int CAD_DONE = 0x04;
  static final int FHSS_CHANGE = 0x02;
  static final int CAD_DETECTED = 0x01;

  private Irq() {}
}
