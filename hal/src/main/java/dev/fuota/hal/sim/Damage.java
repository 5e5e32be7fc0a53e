package dev.fuota.hal.sim;

import dev.fuota.hal.flash.FlashFault;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** What is wrong with a sector's cells until it is erased. Offsets count from its start. */
final class Damage {
  private final int granule;
  private final BitSet unreadable;

  /** A bit set here reads by chance. */
  private final byte[] undecided;

  /** A bit set here reads wrong. */
  private final byte[] flipped;

  private boolean weak;

  Damage(int size, int granule) {
    this(granule, new BitSet(), new byte[size], new byte[size]);
  }

  private Damage(int granule, BitSet unreadable, byte[] undecided, byte[] flipped) {
    this.granule = granule;
    this.unreadable = unreadable;
    this.undecided = undecided;
    this.flipped = flipped;
  }

  Damage copy() {
    Damage copy =
        new Damage(granule, (BitSet) unreadable.clone(), undecided.clone(), flipped.clone());
    copy.weak = weak;
    return copy;
  }

  /** From now on the bits of {@code mask} read by chance. */
  void unsettle(int index, int mask) {
    undecided[index] |= (byte) mask;
  }

  /** From now on exactly the bits of {@code mask} read wrong. */
  void flip(int index, int mask) {
    flipped[index] = (byte) mask;
  }

  int flipped(int index) {
    return Byte.toUnsignedInt(flipped[index]);
  }

  void makeUnreadable(int index) {
    unreadable.set(index / granule);
  }

  boolean isUnreadable(int index) {
    return unreadable.get(index / granule);
  }

  /** Whether no cell of the range reads by chance, wrong, or not at all. */
  boolean spares(int at, int length) {
    int wrong = 0;
    for (int i = at; i < at + length; i++) {
      wrong |= undecided[i] | flipped[i];
    }
    return wrong == 0 && Sector.firstIn(unreadable, granule, at, length) < 0;
  }

  /** The granule at {@code at} is as good as new. */
  void heal(int at) {
    unreadable.clear(at / granule);
    for (int i = at; i < at + granule; i++) {
      undecided[i] = 0;
      flipped[i] = 0;
    }
  }

  /** Whether what is programmed here comes out wrong. */
  boolean isWeak() {
    return weak;
  }

  void weaken() {
    weak = true;
  }

  /**
   * Reads as the part does: with ECC one wrong bit of a granule is put right and more are a fault.
   *
   * @param start where the sector begins, for the message
   * @return how many bits were put right
   * @throws FlashFault if a granule cannot be read; nothing was read then
   */
  int read(Sector sector, int start, int at, int length, ByteBuffer into, Reader reader) {
    if (!reader.ecc()) {
      for (int i = at; i < at + length; i++) {
        into.put((byte) (value(sector, i, reader.random()) ^ flipped[i]));
      }
      return 0;
    }
    int corrected = correctable(start, at, length);
    for (int i = at; i < at + length; i++) {
      into.put(value(sector, i, reader.random()));
    }
    return corrected;
  }

  /** How a part reads. */
  record Reader(boolean ecc, RandomGenerator random) {}

  private byte value(Sector sector, int index, RandomGenerator random) {
    int mask = undecided[index];
    return (byte) (mask == 0 ? sector.at(index) : sector.at(index) ^ (mask & random.nextInt()));
  }

  /** How many granules touched by the range have one wrong bit; a fault if one has more. */
  private int correctable(int start, int at, int length) {
    int corrected = 0;
    for (int first = at / granule * granule; first < at + length; first += granule) {
      int wrong = isUnreadable(first) ? 2 : wrongBits(first);
      if (wrong > 1) {
        throw new FlashFault(
            String.format("ECC: granule 0x%x cannot be read", start + first), start + first);
      }
      corrected += wrong;
    }
    return corrected;
  }

  private int wrongBits(int first) {
    int wrong = 0;
    for (int i = first; i < first + granule; i++) {
      wrong += Integer.bitCount(flipped(i));
    }
    return wrong;
  }
}
