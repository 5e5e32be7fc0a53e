package dev.fuota.emulators.modem;

/**
 * What the modem says to a command.
 *
 * @param data 0..255 octets
 */
@SuppressWarnings("ArrayRecordComponent") // goes out once, never compared
record HwAnswer(HwResult result, byte[] data) {

  static HwAnswer of(HwResult result) {
    return new HwAnswer(result, new byte[0]);
  }

  static HwAnswer ok(byte... data) {
    return new HwAnswer(HwResult.OK, data);
  }
}
