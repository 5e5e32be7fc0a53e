package dev.fuota.tests.fuzz;

import dev.fuota.protocol.codec.Bytes;

/** A fuzzer's input, read from its start; behind its end all is zero. */
final class Octets {
  private final byte[] input;
  private int position;

  Octets(byte[] input) {
    this.input = input;
  }

  boolean more() {
    return position < input.length;
  }

  int next() {
    return position < input.length ? input[position++] & 0xff : 0;
  }

  int next16() {
    return (next() << 8) | next();
  }

  /** An octet that says how many, and so many octets, if they are there. */
  Bytes nextString() {
    int length = Math.min(next(), input.length - position);
    Bytes taken = Bytes.of(input, position, length);
    position += length;
    return taken;
  }
}
