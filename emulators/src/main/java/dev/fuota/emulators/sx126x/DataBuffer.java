package dev.fuota.emulators.sx126x;

import java.util.Arrays;

/** The 256 octets for frames; addresses wrap (SX1261/2 data sheet, chapter 7). */
final class DataBuffer {
  private static final int SIZE = 256;
  private static final int WRAP = SIZE - 1;

  private final byte[] octets = new byte[SIZE];

  /** It is not kept in sleep. */
  void forget() {
    Arrays.fill(octets, (byte) 0xA5);
  }

  void write(int address, byte[] from, int offset, int length) {
    for (int i = 0; i < length; i++) {
      octets[address + i & WRAP] = from[offset + i];
    }
  }

  void read(int address, byte[] to, int offset, int length) {
    for (int i = 0; i < length; i++) {
      to[offset + i] = octets[address + i & WRAP];
    }
  }
}
