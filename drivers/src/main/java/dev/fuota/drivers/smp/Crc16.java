package dev.fuota.drivers.smp;

/** CRC-16/XMODEM: polynomial 0x1021, from 0, nothing reflected. */
final class Crc16 {
  private static final int POLYNOMIAL = 0x1021;
  private static final int TOP = 0x8000;

  private Crc16() {}

  static int of(byte[] octets, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= (octets[i] & 0xff) << Byte.SIZE;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & TOP) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
      }
    }
    return crc & 0xffff;
  }
}
