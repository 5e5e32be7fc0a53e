package dev.fuota.drivers.lbm;

import dev.fuota.protocol.codec.Bytes;

/** A command as it is sent: its code u8, length u8, data, and the exclusive or of all of it u8. */
final class LbmFrame {
  /** The most that the length can say. */
  static final int DATA_MAX = 255;

  private LbmFrame() {}

  static byte[] of(LbmCommand command, Bytes data) {
    byte[] frame = new byte[2 + data.length() + 1];
    frame[0] = (byte) command.code();
    frame[1] = (byte) data.length();
    data.copyTo(0, frame, 2, data.length());
    frame[frame.length - 1] = (byte) crc(frame, frame.length - 1);
    return frame;
  }

  /** The exclusive or of the first octets; 0 if the last of them is that of those before. */
  static int crc(byte[] octets, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= octets[i];
    }
    return crc & 0xFF;
  }
}
