package dev.fuota.protocol.fec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Sums of fragments over GF(2), eight octets at a time. */
final class Octets {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private Octets() {}

  /** Adds to {@code into} as many octets of {@code from}, starting at {@code offset}. */
  static void xor(byte[] into, byte[] from, int offset) {
    int at = 0;
    for (; at <= into.length - Long.BYTES; at += Long.BYTES) {
      WORD.set(into, at, (long) WORD.get(into, at) ^ (long) WORD.get(from, offset + at));
    }
    for (; at < into.length; at++) {
      into[at] ^= from[offset + at];
    }
  }
}
