package dev.fuota.emulators.sx127x;

import java.util.Arrays;

/** 256 octets, of which RegFifoAddrPtr says the next; sleep clears them (data sheet, 4.1.2.3). */
final class Fifo {
  private static final int SIZE = 256;

  private final RegisterFile registers;
  private final byte[] octets = new byte[SIZE];
  private final boolean[] written = new boolean[SIZE];

  Fifo(RegisterFile registers) {
    this.registers = registers;
  }

  void clear() {
    Arrays.fill(octets, (byte) 0);
    Arrays.fill(written, false);
  }

  /** The host reads. */
  int read() {
    return octets[next()] & 0xFF;
  }

  /** The host writes. */
  void write(int value) {
    int at = next();
    octets[at] = (byte) value;
    written[at] = true;
  }

  private int next() {
    int at = registers.get(Reg.FIFO_ADDR_PTR);
    registers.set(Reg.FIFO_ADDR_PTR, at + 1);
    return at;
  }

  /** What the modem takes out to send. */
  byte[] take(int from, int length) {
    byte[] taken = new byte[length];
    for (int i = 0; i < length; i++) {
      taken[i] = octets[from + i & SIZE - 1];
    }
    return taken;
  }

  /** Whether the host has written all that since the FIFO was cleared. */
  boolean holds(int from, int length) {
    for (int i = 0; i < length; i++) {
      if (!written[from + i & SIZE - 1]) {
        return false;
      }
    }
    return true;
  }

  /** The modem puts in what it received. */
  void put(int from, byte[] received) {
    for (int i = 0; i < received.length; i++) {
      octets[from + i & SIZE - 1] = received[i];
    }
  }
}
