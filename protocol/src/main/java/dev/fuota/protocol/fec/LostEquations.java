package dev.fuota.protocol.fec;

import java.util.Arrays;

/**
 * What the stored coded fragments tell about the lost ones: equations over GF(2), solved as far as
 * they can be (Gauss-Jordan), each in as many bits as fragments were lost.
 *
 * <p>Every column that was open when the first coded fragment came has a <em>slot</em>. A slot is
 * free (its fragment is an unknown), closed (its fragment is stored after all), or the pivot of one
 * equation: then no other equation contains that unknown. So an equation says
 *
 * <pre>
 * unknown of its pivot + some free unknowns = sum of the parity rows' data of some coded fragments
 * </pre>
 *
 * <p>Both sides share one row of bits. At a free slot a bit tells whether the unknown is part of
 * the equation. At a pivot no such bit is needed: it is 1 in the pivot's own equation and 0 in all
 * others. The bit tells there whether the coded fragment that brought the pivot is part of the sum.
 * That is a Gauss-Jordan inversion in place. Bits at closed slots have no meaning.
 */
final class LostEquations {
  private static final int CHAR_OCTETS = 2;

  private final char[] columns;
  private final long[] free;
  private final long[] pivots;

  /** The equation of each pivot, at its slot, and the coded fragment that brought it. */
  private final long[][] rows;

  private final char[] fragments;
  private final long[] pivotsInCandidate;
  private long[] candidate;
  private int count;

  /** No equations yet over the columns that are set in {@code open}, of which there are some. */
  LostEquations(long[] open) {
    int slots = 0;
    for (long word : open) {
      slots += Long.bitCount(word);
    }
    columns = new char[slots];
    int slot = 0;
    for (int column = BitRow.lowest(open, open);
        column != BitRow.NONE;
        column = BitRow.next(open, open, column + 1)) {
      columns[slot++] = (char) column;
    }
    free = BitRow.ones(slots);
    pivots = new long[free.length];
    rows = new long[slots][];
    fragments = new char[slots];
    pivotsInCandidate = new long[free.length];
    candidate = new long[free.length];
  }

  /** Equations that there are. */
  int count() {
    return count;
  }

  int slots() {
    return columns.length;
  }

  /** Which slots are pivots. */
  long[] pivots() {
    return pivots;
  }

  /** The coded fragment that brought the equation of a pivot. */
  int fragment(int pivot) {
    return fragments[pivot];
  }

  /** The coded fragments whose sum the equation of a pivot knows; its bits at pivots count. */
  long[] row(int pivot) {
    return rows[pivot];
  }

  /** The slot of a column that was open when the first coded fragment came. */
  int slot(int column) {
    return Arrays.binarySearch(columns, (char) column);
  }

  /** Makes a parity row the candidate, freed of all pivots, and tells whether it tells anything. */
  boolean propose(long[] parityRow) {
    gather(parityRow);
    for (int word = 0; word < candidate.length; word++) {
      pivotsInCandidate[word] = candidate[word] & pivots[word];
      candidate[word] &= ~pivots[word];
    }
    for (int word = 0; word < candidate.length; word++) {
      for (long bits = pivotsInCandidate[word]; bits != 0; bits &= bits - 1) {
        BitRow.xor(candidate, rows[word * Long.SIZE + Long.numberOfTrailingZeros(bits)]);
      }
    }
    return BitRow.lowest(candidate, free) != BitRow.NONE;
  }

  /** Takes from a row over all columns the bits of those that have a slot. */
  private void gather(long[] parityRow) {
    for (int word = 0; word < candidate.length; word++) {
      int from = word * Long.SIZE;
      int to = Math.min(from + Long.SIZE, columns.length);
      long bits = 0;
      for (int slot = from; slot < to; slot++) {
        int column = columns[slot];
        bits |= ((parityRow[column / Long.SIZE] >>> column) & 1) << slot;
      }
      candidate[word] = bits;
    }
  }

  /**
   * Keeps the candidate, which tells something, as the equation that fragment {@code n} brought.
   */
  void keepCandidate(int n) {
    int pivot = BitRow.lowest(candidate, free);
    long[] row = candidate;
    candidate = new long[row.length];
    eliminate(pivot, row);
    BitRow.set(row, pivot); // fragment n is part of its own sum
    adopt(pivot, row, n);
    count++;
  }

  /**
   * Takes a free slot's unknown out of all equations by adding {@code row}, which contains it, to
   * those that do. Their bit at the slot stays 1: it tells now that they contain what was added.
   */
  private void eliminate(int slot, long[] row) {
    BitRow.clear(row, slot);
    for (int word = 0; word < pivots.length; word++) {
      for (long bits = pivots[word]; bits != 0; bits &= bits - 1) {
        long[] other = rows[word * Long.SIZE + Long.numberOfTrailingZeros(bits)];
        BitRow.xorIf(other, slot, row);
      }
    }
  }

  private void adopt(int pivot, long[] row, int n) {
    rows[pivot] = row;
    fragments[pivot] = (char) n;
    BitRow.clear(free, pivot);
    BitRow.set(pivots, pivot);
  }

  /**
   * Closes a slot because its fragment can be stored.
   *
   * @return false if the equations determine that fragment already; then nothing changes
   */
  boolean close(int slot) {
    if (!BitRow.get(pivots, slot)) {
      BitRow.clear(free, slot);
      return true;
    }
    long[] row = rows[slot];
    int other = BitRow.lowest(row, free);
    if (other == BitRow.NONE) {
      return false;
    }
    BitRow.clear(pivots, slot);
    eliminate(other, row);
    adopt(other, row, fragments[slot]);
    rows[slot] = new long[0];
    moveBit(slot, other);
    return true;
  }

  /** What the equations said at one pivot of their coded fragment, they say now at another. */
  private void moveBit(int from, int to) {
    for (int pivot = BitRow.lowest(pivots, pivots);
        pivot != BitRow.NONE;
        pivot = BitRow.next(pivots, pivots, pivot + 1)) {
      if (BitRow.get(rows[pivot], from)) {
        BitRow.set(rows[pivot], to);
      } else {
        BitRow.clear(rows[pivot], to);
      }
    }
  }

  /** Unknowns that an equation alone determines. */
  int determined() {
    int determined = 0;
    for (int pivot = BitRow.lowest(pivots, pivots);
        pivot != BitRow.NONE;
        pivot = BitRow.next(pivots, pivots, pivot + 1)) {
      determined += BitRow.lowest(rows[pivot], free) == BitRow.NONE ? 1 : 0;
    }
    return determined;
  }

  /** Octets held by so many equations over so many slots, see {@link FecDecoder#memoryOctets}. */
  static long memoryOctets(int slots, int equations) {
    return Long.BYTES * (equations + 4L) * BitRow.words(slots) + 2L * CHAR_OCTETS * slots;
  }
}
