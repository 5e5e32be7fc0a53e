package dev.fuota.hal.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One erase unit. A cell holds more than what it reads: a granule is used up by programming
 * whatever its value, and an interrupted operation leaves cells that read by chance or not at all.
 *
 * <p>A sector belongs to one owner, who alone may change it. As long as nothing strange happened to
 * it there are no {@link Marks}, and it is read and programmed at the speed of a copy.
 */
final class Sector implements Held {
  private final @Nullable Object owner;
  private final Erased erased;

  private final byte[] octets;

  private @Nullable Marks marks;

  private Sector(@Nullable Object owner, Erased erased, byte[] octets) {
    this.owner = owner;
    this.erased = erased;
    this.octets = octets;
  }

  /** What all sectors of one size have in common. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Erased(byte[] octets, int granule, boolean ecc) {}

  /**
   * A sector that nobody may change.
   *
   * @param ecc whether granules count as programmed, once they are, whatever they read
   */
  static Sector erased(int size, int granule, byte erasedValue, boolean ecc) {
    byte[] octets = new byte[size];
    Arrays.fill(octets, erasedValue);
    return new Sector(null, new Erased(octets, granule, ecc), octets);
  }

  /** The same for another owner. */
  Sector copy(Object forWhom) {
    Sector copy = new Sector(forWhom, erased, octets.clone());
    copy.marks = marks == null ? null : marks.copy();
    return copy;
  }

  private Marks marked() {
    if (marks == null) {
      marks = new Marks(octets.length, erased.granule);
    }
    return marks;
  }

  boolean isOwnedBy(Object somebody) {
    return owner == somebody;
  }

  void read(int at, int length, ByteBuffer into) {
    into.put(octets, at, length);
  }

  /** Whether the cells from {@code at} on would read {@code expected}. */
  boolean holds(int at, ByteBuffer expected) {
    return ByteBuffer.wrap(octets, at, expected.remaining()).equals(expected);
  }

  /** Whether the granules of a range read what their cells hold, each time. */
  boolean isSure(int at, int length) {
    @Nullable Damage wrong = damage();
    if (wrong == null) {
      return true;
    }
    int granule = erased.granule;
    int first = at / granule * granule;
    int end = (at + length + granule - 1) / granule * granule;
    return wrong.spares(first, end - first);
  }

  /** What the cell would read without damage. */
  byte at(int index) {
    return octets[index];
  }

  void set(int index, byte value) {
    octets[index] = value;
  }

  /** Takes {@code length} octets in whole granules; if it is weak they come out wrong. */
  void program(int at, int length, ByteBuffer from) {
    from.get(octets, at, length);
    if (erased.ecc) {
      use(at, length);
    }
    @Nullable Damage wrong = damage();
    for (int i = at; wrong != null && i < at + length; i += erased.granule) {
      wrong.heal(i);
      if (wrong.isWeak()) {
        octets[i] ^= 1;
      }
    }
  }

  /** The first octet of a range that does not read as erased, or -1. */
  int firstNotErased(int at, int length) {
    int found = Arrays.mismatch(octets, at, at + length, erased.octets, at, at + length);
    return found < 0 ? -1 : at + found;
  }

  /** Marks the granules of a range as programmed. */
  void use(int at, int length) {
    marked().use(at, length);
  }

  /** The first octet of the first granule of a range that counts as programmed, or -1. */
  int firstUsed(int at, int length) {
    if (owner == null) {
      return -1;
    }
    int marked = marks == null ? -1 : marks.firstUsed(at, length);
    // Parts without ECC tell a programmed granule by its value alone.
    int differs = erased.ecc ? -1 : firstNotErased(at, length);
    int seen = differs < 0 ? -1 : differs / erased.granule * erased.granule;
    return marked < 0 || (seen >= 0 && seen < marked) ? seen : marked;
  }

  /** What is wrong here, null if nothing is. */
  @Nullable Damage damage() {
    return marks == null ? null : marks.damage();
  }

  /** What is wrong here, to be made worse. */
  Damage damaged() {
    return marked().damaged();
  }

  /** Counts one more programming of a granule that had been programmed. */
  void rewrite(int at) {
    marked().rewrite(at);
  }

  /** How often the granule was programmed after the first time. */
  int rewrites(int at) {
    return marks == null ? 0 : marks.rewrites(at);
  }

  /** Counts one more programming in the block of {@code block} octets around {@code at}. */
  void countInBlock(int at, int block) {
    marked().countInBlock(at, block);
  }

  /** How many granules were programmed in the block of {@code block} octets around {@code at}. */
  int blockWrites(int at, int block) {
    return marks == null ? 0 : marks.blockWrites(at, block);
  }

  /** The first octet of the first granule in {@code set} that is touched by the range, or -1. */
  static int firstIn(BitSet set, int granule, int at, int length) {
    int first = set.nextSetBit(at / granule);
    return first < 0 || first * granule >= at + length ? -1 : first * granule;
  }
}
