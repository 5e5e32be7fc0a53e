package dev.fuota.drivers.sx127x;

import dev.fuota.hal.radio.RadioBus;
import java.util.Arrays;

/**
 * The chip's registers over SPI (data sheet, section 4.3): an address, whose highest bit says that
 * it is written, and the values of this and the next ones. Those of the FIFO all go to one address.
 */
final class Registers {
  private static final int WRITE = 0x80;
  private static final int FRAME_MAX = 260;

  private final RadioBus bus;
  private final byte[] frame = new byte[FRAME_MAX];

  Registers(RadioBus bus) {
    this.bus = bus;
  }

  int read(int address) {
    return read(address, 1)[0] & 0xFF;
  }

  byte[] read(int address, int count) {
    frame[0] = (byte) address;
    Arrays.fill(frame, 1, 1 + count, (byte) 0);
    bus.transfer(frame, 1 + count);
    return Arrays.copyOfRange(frame, 1, 1 + count);
  }

  void write(int address, int... values) {
    frame[0] = (byte) (address | WRITE);
    for (int i = 0; i < values.length; i++) {
      frame[1 + i] = (byte) values[i];
    }
    bus.transfer(frame, 1 + values.length);
  }

  void writeFifo(byte[] octets) {
    frame[0] = (byte) (Register.FIFO | WRITE);
    System.arraycopy(octets, 0, frame, 1, octets.length);
    bus.transfer(frame, 1 + octets.length);
  }
}
