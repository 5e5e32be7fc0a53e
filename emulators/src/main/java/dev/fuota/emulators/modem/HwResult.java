package dev.fuota.emulators.modem;

/** How {@code hw_modem} answers a command: the first octet of its answer. */
enum HwResult {
  OK(0x00),
  UNKNOWN(0x01),
  NOT_IMPLEMENTED(0x02),
  NOT_INITIALISED(0x03),
  INVALID(0x04),
  BUSY(0x05),
  FAIL(0x06),
  BAD_CRC(0x08),
  BAD_SIZE(0x0a),
  FRAME_ERROR(0x0f),
  NO_TIME(0x10),
  NO_EVENT(0x12);

  final int code;

  HwResult(int code) {
    this.code = code;
  }
}
