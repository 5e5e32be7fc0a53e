package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An address as 40 characters: a dotted quad, then NUL to the end (decision 0021, D-10 and D-11).
 * All NUL is no address.
 */
final class Text40 {
  static final int LENGTH = 40;

  private Text40() {}

  static void put(ByteBuffer out, Optional<Ipv4> address) {
    int end = out.position() + LENGTH;
    if (address.isPresent()) {
      putQuad(out, address.get().bits());
    }
    fill(out, end);
  }

  static void put(ByteBuffer out, Ipv4 address) {
    int end = out.position() + LENGTH;
    putQuad(out, address.bits());
    fill(out, end);
  }

  private static void fill(ByteBuffer out, int end) {
    while (out.position() < end) {
      out.put((byte) 0);
    }
  }

  private static void putQuad(ByteBuffer out, int bits) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      int part = bits >>> shift & 0xff;
      if (part >= 100) {
        out.put((byte) ('0' + part / 100));
      }
      if (part >= 10) {
        out.put((byte) ('0' + part / 10 % 10));
      }
      out.put((byte) ('0' + part % 10));
      if (shift > 0) {
        out.put((byte) '.');
      }
    }
  }

  /** The characters before the first NUL; empty if there is none, or something else behind it. */
  static Optional<String> text(ByteBuffer in, int at) { // MSU-019
    byte[] octets = new byte[LENGTH];
    in.get(at, octets);
    int length = 0;
    while (length < LENGTH && octets[length] != 0) {
      length++;
    }
    for (int i = length; i < LENGTH; i++) {
      if (octets[i] != 0) {
        return Optional.empty();
      }
    }
    return length == LENGTH ? Optional.empty() : Optional.of(Text.of(octets, length));
  }
}
