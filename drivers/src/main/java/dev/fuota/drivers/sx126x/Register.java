package dev.fuota.drivers.sx126x;

/** Addresses of registers (data sheet, chapters 12 and 15). */
final class Register {
  /** Count and addresses of the registers that a warm sleep keeps. */
  static final int RETENTION_LIST = 0x029F;

  static final int SYMBOL_TIMEOUT = 0x0706;
  static final int IQ_POLARITY = 0x0736;
  static final int SYNC_WORD = 0x0740;
  static final int TX_MODULATION = 0x0889;
  static final int RX_GAIN = 0x08AC;
  static final int TX_CLAMP = 0x08D8;
  static final int OVER_CURRENT = 0x08E7;
  static final int RTC_CONTROL = 0x0902;
  static final int EVENT_MASK = 0x0944;

  private Register() {}
}
