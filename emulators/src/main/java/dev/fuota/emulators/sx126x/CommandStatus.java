package dev.fuota.emulators.sx126x;

/**
 * Bits 3 to 1 of the status octet (SX1261/2 data sheet, table 13-76). 3, the time-out of a command
 * that the host sent too slowly, does not come: transfers take no time here.
 */
enum CommandStatus {
  NONE(1),
  DATA_AVAILABLE(2),
  PROCESSING_ERROR(4),
  FAILED(5),
  TX_DONE(6);

  private final int code;

  CommandStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
