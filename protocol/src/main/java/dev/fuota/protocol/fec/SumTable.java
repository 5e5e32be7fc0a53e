package dev.fuota.protocol.fec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sums over GF(2) of 16 vectors, many selections of the same 16 (the method of the four Russians):
 * the 16 sums of each 4 of them are made once, and each selection adds four of these. Where there
 * are so few selections that this takes longer than it saves, each adds its members one by one.
 */
final class SumTable {
  /** Vectors summed at a time; a selection has a bit for each. */
  static final int MEMBERS = 16;

  private static final int QUARTER = 4;
  private static final int SUMS = 1 << QUARTER;

  /** The sums of 16 members take 44 additions, and a selection half of its members then. */
  private static final int SELECTIONS_MIN = 11;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int words;
  private final boolean summed;

  /**
   * The sums of members 0..3, indexed by their selection, then those of 4..7 and so on; or the
   * members alone, and zeros behind them.
   */
  private final long[] sums;

  /**
   * A table for vectors of one length.
   *
   * @param words length of a vector
   * @param selections how many will be added for each 16 members
   */
  SumTable(int words, int selections) {
    this.words = words;
    this.summed = selections >= SELECTIONS_MIN;
    this.sums = new long[(summed ? MEMBERS / QUARTER * SUMS : MEMBERS + 1) * words];
  }

  /** Words that a vector of octets fills. */
  static int words(int octets) {
    return (octets + Long.BYTES - 1) / Long.BYTES;
  }

  /** Sets a member; {@link #sum} has to follow. Members that are not selected need not be set. */
  void member(int index, long[] vector) {
    System.arraycopy(vector, 0, sums, start(index), words);
  }

  /** Sets a member to {@code length} octets. */
  void member(int index, byte[] octets, int offset, int length) {
    words(octets, offset, length, sums, start(index));
  }

  /** Makes a vector of octets: little-endian words, zeros behind the last octet. */
  static void words(byte[] octets, int offset, int length, long[] into, int at) {
    int whole = length / Long.BYTES;
    for (int word = 0; word < whole; word++) {
      into[at + word] = (long) WORD.get(octets, offset + word * Long.BYTES);
    }
    long last = 0;
    for (int i = length - 1; i >= whole * Long.BYTES; i--) {
      last = (last << Byte.SIZE) | (octets[offset + i] & 0xff);
    }
    if (whole < words(length)) {
      into[at + whole] = last;
    }
  }

  /**
   * The first {@code length} octets of a vector, as {@link #words(byte[], int, int, long[], int)}
   * took them.
   */
  static void octets(long[] vector, byte[] into, int offset, int length) {
    int whole = length / Long.BYTES;
    for (int word = 0; word < whole; word++) {
      WORD.set(into, offset + word * Long.BYTES, vector[word]);
    }
    for (int i = whole * Long.BYTES; i < length; i++) {
      into[offset + i] = (byte) (vector[whole] >>> (i % Long.BYTES * Byte.SIZE));
    }
  }

  private int start(int member) {
    return (summed ? member / QUARTER * SUMS + (1 << member % QUARTER) : member) * words;
  }

  /** Makes the sums of the members. */
  void sum() {
    if (!summed) {
      return;
    }
    for (int quarter = 0; quarter < sums.length; quarter += SUMS * words) {
      for (int selection = 3; selection < SUMS; selection++) {
        int one = selection & -selection;
        if (one != selection) {
          add(
              quarter + selection * words,
              quarter + one * words,
              quarter + (selection ^ one) * words);
        }
      }
    }
  }

  private void add(int into, int one, int rest) {
    for (int word = 0; word < words; word++) {
      sums[into + word] = sums[one + word] ^ sums[rest + word];
    }
  }

  /** Adds the members that {@code selection} has bits for. */
  void addTo(long[] into, int selection) {
    if (summed) {
      addFour(into, a(selection), b(selection), c(selection), d(selection));
      return;
    }
    for (int rest = selection; rest != 0; rest = behind(rest, QUARTER)) {
      addFour(into, one(rest), one(behind(rest, 1)), one(behind(rest, 2)), one(behind(rest, 3)));
    }
  }

  private void addFour(long[] into, int a, int b, int c, int d) {
    for (int word = 0; word < words; word++) {
      into[word] ^= sums[a + word] ^ sums[b + word] ^ sums[c + word] ^ sums[d + word];
    }
  }

  /** Where the first member of a selection is, or the zero vector behind all of them. */
  private int one(int selection) {
    return selection == 0 ? MEMBERS * words : start(Integer.numberOfTrailingZeros(selection));
  }

  /** A selection without its first {@code count} members. */
  private static int behind(int selection, int count) {
    int rest = selection;
    for (int i = 0; i < count; i++) {
      rest &= rest - 1;
    }
    return rest;
  }

  private int a(int selection) {
    return (selection & 15) * words;
  }

  private int b(int selection) {
    return (SUMS + ((selection >>> 4) & 15)) * words;
  }

  private int c(int selection) {
    return (2 * SUMS + ((selection >>> 8) & 15)) * words;
  }

  private int d(int selection) {
    return (3 * SUMS + ((selection >>> 12) & 15)) * words;
  }
}
