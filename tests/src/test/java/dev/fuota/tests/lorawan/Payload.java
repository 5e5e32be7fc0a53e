package dev.fuota.tests.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;

/** Payloads begin with a number of their own, if they are long enough for it. */
final class Payload {
  static final int LENGTH = Integer.BYTES;

  /** From here on numbers belong to frames of a group, by their counters. */
  static final long GROUP = 0x4000_0000L;

  private Payload() {}

  static Bytes of(long number, int length) {
    return Bytes.of(ByteBuffer.allocate(length).putInt((int) number).array());
  }

  static long number(Bytes payload) {
    return payload.asBuffer().getInt();
  }
}
