package dev.fuota.emulators.sx126x;

/** One SPI frame: what the host sends after the opcode, and what it gets back. */
final class Exchange {
  private final byte[] out;
  private final int first;
  private final int count;
  private final byte[] answer;

  /**
   * A frame.
   *
   * @param offset of the opcode in {@code out}
   * @param length with the opcode
   * @param answer of {@code length} octets, to be filled
   */
  Exchange(byte[] out, int offset, int length, byte[] answer) {
    this.out = out;
    this.first = offset + 1;
    this.count = length - 1;
    this.answer = answer;
  }

  /** Octets after the opcode. */
  int count() {
    return count;
  }

  int u8(int index) {
    return out[first + index] & 0xFF;
  }

  int u16(int index) {
    return u8(index) << 8 | u8(index + 1);
  }

  int u24(int index) {
    return u16(index) << 8 | u8(index + 2);
  }

  int u32(int index) {
    return u16(index) << 16 | u16(index + 2);
  }

  /** Octets that the host wrote, for the buffer. */
  byte[] rest(int index) {
    byte[] rest = new byte[count - index];
    System.arraycopy(out, first + index, rest, 0, rest.length);
    return rest;
  }

  /** Puts data in place of the octet {@code index} after the opcode, and behind it. */
  void answer(int index, byte... data) {
    System.arraycopy(data, 0, answer, 1 + index, data.length);
  }

  void answer16(int index, int value) {
    answer(index, (byte) (value >>> 8), (byte) value);
  }
}
