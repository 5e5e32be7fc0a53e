package dev.fuota.hal.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One erase unit. A cell holds more than what it reads: a granule is used up by programming
 * whatever its value, and an interrupted operation leaves cells that read by chance or not at all.
 */
final class Sector {
  private final int granule;
  private final byte[] octets;
  private final BitSet used;
  private final BitSet unreadable;

  /** A bit set here reads by chance; null while there are none. */
  private byte @Nullable [] undecided;

  private boolean weak;

  private Sector(int granule, byte[] octets, BitSet used, BitSet unreadable) {
    this.granule = granule;
    this.octets = octets;
    this.used = used;
    this.unreadable = unreadable;
  }

  static Sector erased(int size, int granule, byte erasedValue) {
    byte[] octets = new byte[size];
    Arrays.fill(octets, erasedValue);
    return new Sector(granule, octets, new BitSet(), new BitSet());
  }

  Sector copy() {
    BitSet usedToo = (BitSet) used.clone();
    Sector copy = new Sector(granule, octets.clone(), usedToo, (BitSet) unreadable.clone());
    copy.undecided = undecided == null ? null : undecided.clone();
    copy.weak = weak;
    return copy;
  }

  void read(int at, int length, ByteBuffer into, RandomGenerator random) {
    if (undecided == null) {
      into.put(octets, at, length);
      return;
    }
    for (int i = at; i < at + length; i++) {
      into.put((byte) (octets[i] ^ (undecided[i] & random.nextInt())));
    }
  }

  /** What the cell would read without chance. */
  byte at(int index) {
    return octets[index];
  }

  void set(int index, byte value) {
    octets[index] = value;
  }

  /** From now on the bits of {@code mask} read by chance. */
  void unsettle(int index, int mask) {
    if (undecided == null) {
      undecided = new byte[octets.length];
    }
    undecided[index] |= (byte) mask;
  }

  /** The first octet of the first used granule in a range of whole granules, or -1. */
  int firstUsed(int at, int length) {
    return firstIn(used, at, length);
  }

  /**
   * The first octet of the first granule that cannot be read and is touched by the range, or -1.
   */
  int firstUnreadable(int at, int length) {
    return firstIn(unreadable, at, length);
  }

  void use(int index) {
    used.set(index / granule);
  }

  void makeUnreadable(int index) {
    unreadable.set(index / granule);
  }

  /** Whether what is programmed here comes out wrong. */
  boolean weak() {
    return weak;
  }

  void weaken() {
    weak = true;
  }

  private int firstIn(BitSet granules, int at, int length) {
    int first = granules.nextSetBit(at / granule);
    return first < 0 || first * granule >= at + length ? -1 : first * granule;
  }
}
