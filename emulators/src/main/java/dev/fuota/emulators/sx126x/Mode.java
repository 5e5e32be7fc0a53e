package dev.fuota.emulators.sx126x;

/** The operating modes (SX1261/2 data sheet, chapter 9), with their code in the status octet. */
enum Mode {
  SLEEP(0),
  STBY_RC(2),
  STBY_XOSC(3),
  FS(4),
  RX(5),
  TX(6);

  private final int code;

  Mode(int code) {
    this.code = code;
  }

  /** Bits 6 to 4 of the status octet. */
  int code() {
    return code;
  }

  /** A bit of its own, for sets of modes. */
  int bit() {
    return 1 << code;
  }
}
