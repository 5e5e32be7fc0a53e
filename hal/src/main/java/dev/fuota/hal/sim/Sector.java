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
 * it there is no {@link Damage}, and it is read and programmed at the speed of a copy.
 *
 * <p>Where contents are shared its octets are {@link Pieces} first, until something is done to it
 * that these do not know.
 */
final class Sector {
  private final @Nullable Object owner;

  /** The same sector erased; null where this is it. */
  private final @Nullable Sector blank;

  private final int granule;

  /** Null as long as there are {@link #pieces}. */
  private byte @Nullable [] octets;

  private @Nullable Pieces pieces;

  /** Whether the granules of {@link #pieces} count as programmed whatever they read. */
  private boolean piecesUsed;

  /** Granules that count as programmed whatever they read; null while there are none. */
  private @Nullable BitSet used;

  private @Nullable Damage damage;

  /** How often each granule was programmed beyond the first time; null while none was. */
  private short @Nullable [] rewrites;

  /** How many granules of each block were programmed; null while nobody counts. */
  private int @Nullable [] blockWrites;

  private Sector(
      @Nullable Object owner, @Nullable Sector blank, int granule, byte @Nullable [] octets) {
    this.owner = owner;
    this.blank = blank;
    this.granule = granule;
    this.octets = octets;
  }

  /** A sector that nobody may change. */
  static Sector erased(int size, int granule, byte erasedValue) {
    byte[] octets = new byte[size];
    Arrays.fill(octets, erasedValue);
    return new Sector(null, null, granule, octets);
  }

  /**
   * The same for another owner.
   *
   * @param shared where what is programmed in an erased sector is kept once for all; null: nowhere
   */
  Sector copy(Object forWhom, @Nullable SharedPages shared) {
    Sector copy = new Sector(forWhom, blank(), granule, null);
    if (pieces != null) {
      copy.pieces = pieces.copy();
    } else if (blank != null || shared == null) {
      copy.octets = octets().clone();
    } else {
      copy.pieces = new Pieces(shared);
    }
    copy.piecesUsed = piecesUsed;
    copy.used = used == null ? null : (BitSet) used.clone();
    copy.damage = damage == null ? null : damage.copy();
    copy.rewrites = rewrites == null ? null : rewrites.clone();
    copy.blockWrites = blockWrites == null ? null : blockWrites.clone();
    return copy;
  }

  /** All octets, in an array of their own from now on. */
  private byte[] octets() {
    if (octets == null) {
      byte[] whole = new byte[blank().octets().length];
      read(0, whole.length, ByteBuffer.wrap(whole));
      if (piecesUsed) {
        usePieces(whole.length);
      }
      octets = whole;
      pieces = null;
    }
    return octets;
  }

  private void usePieces(int size) {
    BitSet programmed = new BitSet(size / granule);
    for (int at = 0; at < size; at += granule) {
      programmed.set(at / granule, pieces != null && pieces.firstIn(at, granule) >= 0);
    }
    used = programmed;
  }

  boolean isOwnedBy(Object somebody) {
    return owner == somebody;
  }

  /** The same sector erased. */
  Sector blank() {
    return blank == null ? this : blank;
  }

  void read(int at, int length, ByteBuffer into) {
    if (pieces == null) {
      into.put(octets(), at, length);
    } else {
      pieces.read(at, length, into, blank().octets());
    }
  }

  /**
   * Whether {@code length} cells would read the octets of {@code expected} from {@code from} on.
   */
  boolean holds(int at, int length, ByteBuffer expected, int from) {
    ByteBuffer wanted = expected.duplicate().position(from).limit(from + length);
    if (pieces == null) {
      return ByteBuffer.wrap(octets(), at, length).equals(wanted);
    }
    ByteBuffer there = ByteBuffer.allocate(length);
    read(at, length, there);
    return there.flip().equals(wanted);
  }

  /** Whether the granules of a range read what their cells hold, each time. */
  boolean isSure(int at, int length) {
    if (damage == null) {
      return true;
    }
    int first = at / granule * granule;
    int end = (at + length + granule - 1) / granule * granule;
    return damage.spares(first, end - first);
  }

  /** What the cell would read without damage. */
  byte at(int index) {
    return octets()[index];
  }

  void set(int index, byte value) {
    octets()[index] = value;
  }

  /**
   * Takes {@code length} octets.
   *
   * @param usedUp whether the granules count as programmed then, whatever they read
   */
  void program(int at, int length, ByteBuffer from, boolean usedUp) {
    if (pieces != null && pieces.takes(at, length)) {
      pieces.add(at, length, from);
      piecesUsed = usedUp;
      return;
    }
    from.get(octets(), at, length);
    if (usedUp) {
      use(at, length);
    }
  }

  /** The first octet of a range that does not read as erased, or -1. */
  int firstNotErased(int at, int length) {
    if (pieces != null && pieces.firstIn(at, length) < 0) {
      return -1;
    }
    byte[] erased = blank().octets();
    int found = Arrays.mismatch(octets(), at, at + length, erased, at, at + length);
    return found < 0 ? -1 : at + found;
  }

  /** Marks the granules of a range as programmed. */
  void use(int at, int length) {
    int size = octets().length;
    if (used == null) {
      used = new BitSet(size / granule);
    }
    used.set(at / granule, (at + length - 1) / granule + 1);
  }

  /** The first octet of the first granule of a range that is marked as programmed, or -1. */
  int firstUsed(int at, int length) {
    if (piecesUsed && pieces != null) {
      int first = pieces.firstIn(at, length);
      return first < 0 ? -1 : first / granule * granule;
    }
    return used == null ? -1 : firstIn(used, granule, at, length);
  }

  /** What is wrong here, null if nothing is. */
  @Nullable Damage damage() {
    return damage;
  }

  /** What is wrong here, to be made worse. */
  Damage damaged() {
    if (damage == null) {
      damage = new Damage(octets().length, granule);
    }
    return damage;
  }

  /** Counts one more programming of a granule that had been programmed. */
  void rewrite(int at) {
    if (rewrites == null) {
      rewrites = new short[octets().length / granule];
    }
    rewrites[at / granule]++;
  }

  /** How often the granule was programmed after the first time. */
  int rewrites(int at) {
    return rewrites == null ? 0 : rewrites[at / granule];
  }

  /** Counts one more programming in the block of {@code block} octets around {@code at}. */
  void countInBlock(int at, int block) {
    if (blockWrites == null) {
      blockWrites = new int[(octets().length + block - 1) / block];
    }
    blockWrites[at / block]++;
  }

  /** How many granules were programmed in the block of {@code block} octets around {@code at}. */
  int blockWrites(int at, int block) {
    return blockWrites == null ? 0 : blockWrites[at / block];
  }

  /** The first octet of the first granule in {@code set} that is touched by the range, or -1. */
  static int firstIn(BitSet set, int granule, int at, int length) {
    int first = set.nextSetBit(at / granule);
    return first < 0 || first * granule >= at + length ? -1 : first * granule;
  }
}
