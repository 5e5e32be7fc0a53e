package dev.fuota.emulators.modem;

import java.util.Arrays;

/**
 * The frames of {@code hw_modem}: a code, the length of the data, the data, and the exclusive or of
 * all octets before.
 */
final class HwFrame {
  static final int OVERHEAD = 3;
  static final int LONGEST = OVERHEAD + 255;

  private HwFrame() {}

  static byte[] of(int code, byte[] data) {
    byte[] frame = new byte[OVERHEAD + data.length];
    frame[0] = (byte) code;
    frame[1] = (byte) data.length;
    System.arraycopy(data, 0, frame, 2, data.length);
    frame[frame.length - 1] = crc(frame, frame.length - 1);
    return frame;
  }

  static byte crc(byte[] octets, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= octets[i];
    }
    return (byte) crc;
  }

  /** What is wrong with what came while the host held COMMAND; OK if nothing is. */
  static HwResult check(byte[] octets, int length) {
    if (length < OVERHEAD || length != OVERHEAD + (octets[1] & 0xff)) {
      return HwResult.FRAME_ERROR;
    }
    return crc(octets, length - 1) == octets[length - 1] ? HwResult.OK : HwResult.BAD_CRC;
  }

  static byte[] data(byte[] octets, int length) {
    return Arrays.copyOfRange(octets, 2, length - 1);
  }
}
