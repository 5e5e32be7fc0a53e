package dev.fuota.emulators.sx127x;

/** The modes in the order of their codes (data sheet, "RegOpMode"). */
enum Mode {
  SLEEP,
  STANDBY,
  FS_TX,
  TX,
  FS_RX,
  RX_CONTINUOUS,
  RX_SINGLE,
  CAD;

  static Mode of(int code) {
    return values()[code & 0x7];
  }

  /** Whether the modem is at rest, and may be set otherwise. */
  boolean isIdle() {
    return this == SLEEP || this == STANDBY;
  }

  boolean isReceiving() {
    return this == RX_CONTINUOUS || this == RX_SINGLE;
  }
}
