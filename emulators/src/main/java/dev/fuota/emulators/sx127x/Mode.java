package dev.fuota.emulators.sx127x;

/** The modes in the order of their codes (data sheet, "RegOpMode"). */
enum Mode {
  SLEEP(0),
  STANDBY(1),
  FS_TX(2),
  TX(3),
  FS_RX(4),
  RX_CONTINUOUS(5),
  RX_SINGLE(6),
  CAD(7);

  private final int code;

  Mode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

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
