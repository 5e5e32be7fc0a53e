package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CFList of a join-accept (RP002-1.0.4, "CFList"): 16 octets, of which the last one is the type
 * of the list.
 */
public sealed interface CfList { // MAC-011
  /** Octets of every CFList. */
  int LENGTH = 16;

  private static ByteBuffer allocate() {
    return ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads 16 octets; empty if their type is unknown, for which a device has no use. */
  static Optional<CfList> read(Bytes octets) {
    ByteBuffer in = octets.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return switch (octets.at(LENGTH - 1)) {
      case Frequencies.TYPE -> Optional.of(Frequencies.take(in));
      case Masks.TYPE -> Optional.of(Masks.take(in));
      default -> Optional.empty();
    };
  }

  /** The 16 octets. */
  Bytes encode();

  /**
   * Type 0: five channels behind the default ones, three octets each in units of 100 Hz.
   *
   * @param hz five frequencies, 0 for an unused one; multiples of 100, 0..1677721500
   */
  record Frequencies(List<Integer> hz) implements CfList {
    /** How many channels the list has. */
    public static final int COUNT = 5;

    static final int TYPE = 0;
    private static final int UNIT_HZ = 100;
    private static final Bits UNITS = new Bits("frequency", 0, 24);

    public Frequencies {
      hz = List.copyOf(hz);
      if (hz.size() != COUNT || hz.stream().anyMatch(it -> it % UNIT_HZ != 0)) {
        throw new IllegalArgumentException("five multiples of 100 Hz are needed: " + hz);
      }
      hz.forEach(it -> UNITS.check(it / UNIT_HZ));
    }

    private static Frequencies take(ByteBuffer in) {
      List<Integer> hz = new ArrayList<>(COUNT);
      for (int i = 0; i < COUNT; i++) {
        hz.add(Unsigned.u24(in) * UNIT_HZ);
      }
      return new Frequencies(hz);
    }

    @Override
    public Bytes encode() {
      ByteBuffer out = allocate();
      hz.forEach(it -> Unsigned.put24(out, it / UNIT_HZ));
      return Bytes.rest(out.put((byte) TYPE).rewind());
    }
  }

  /**
   * Type 1: which channels are on, in masks of 16 channels; a plan of 72 channels has five.
   *
   * @param masks 0..7 masks of 16 bits, bit 0 the lowest channel; those that are not given are 0
   */
  record Masks(List<Integer> masks) implements CfList {
    static final int TYPE = 1;
    private static final int COUNT_MAX = 7;
    private static final int COUNT = 5; // what comes behind is reserved
    private static final Bits MASK = new Bits("chMask", 0, 16);

    public Masks {
      masks = List.copyOf(masks);
      if (masks.size() > COUNT_MAX) {
        throw new IllegalArgumentException("a CFList has room for 7 masks: " + masks);
      }
      masks.forEach(MASK::check);
    }

    private static Masks take(ByteBuffer in) {
      List<Integer> masks = new ArrayList<>(COUNT);
      for (int i = 0; i < COUNT; i++) {
        masks.add(Unsigned.u16(in));
      }
      return new Masks(masks);
    }

    @Override
    public Bytes encode() {
      ByteBuffer out = allocate();
      masks.forEach(it -> out.putShort(it.shortValue()));
      return Bytes.rest(out.put(LENGTH - 1, (byte) TYPE).rewind());
    }
  }
}
