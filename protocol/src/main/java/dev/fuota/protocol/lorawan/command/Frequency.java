package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/** A frequency in three octets, in units of 100 Hz. */
final class Frequency {
  private static final int UNIT_HZ = 100;
  private static final Bits FIELD = new Bits("frequencyHz", 0, 24);

  private Frequency() {}

  static void check(int hz) {
    FIELD.check(hz / UNIT_HZ);
    if (hz % UNIT_HZ != 0) {
      throw new IllegalArgumentException(hz + " Hz is no multiple of 100 Hz");
    }
  }

  static int read(PayloadReader in) {
    return (int) in.u24(FIELD.name(), units -> (long) units * UNIT_HZ);
  }

  static void put(ByteBuffer out, int hz) {
    Unsigned.put24(out, hz / UNIT_HZ);
  }
}
