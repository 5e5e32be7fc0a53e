package dev.fuota.drivers.lbm;

import dev.fuota.protocol.codec.Bytes;

/** An event as the modem gives it: type u8, how many of it were missed u8, data. */
record LbmEvent(int type, Bytes data) {
  static final int RESET = 0x00;
  static final int JOINED = 0x02;
  static final int TX_DONE = 0x03;
  static final int DOWN_DATA = 0x04;
  static final int JOIN_FAIL = 0x0A;
  static final int CLASS_B_STATUS = 0x14;
  static final int LORAWAN_MAC_TIME = 0x19;

  private static final int HEADER = 2;

  static LbmEvent of(Bytes answer) {
    return new LbmEvent(
        answer.isEmpty() ? -1 : answer.at(0),
        answer.length() > HEADER ? answer.slice(HEADER, answer.length() - HEADER) : Bytes.EMPTY);
  }

  /** The first octet of the data, or -1. */
  int status() {
    return data.isEmpty() ? -1 : data.at(0);
  }
}
