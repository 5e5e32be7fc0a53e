package dev.fuota.protocol.fec;

import java.util.Arrays;

/**
 * Parity rows, drawn when they are asked for.
 *
 * <p>The specification steps a 23-bit register {@code x} and takes {@code x mod M} as the next
 * column (FEC-01). Two things make that fast without changing a bit of it. A bit that is fed back
 * comes from bits 0 and 5, so the next 18 of them all follow from the 23 bits at hand: put in front
 * of the register they form a string of 41 bits, and the next 18 states are its windows. And the
 * remainder is a multiplication with the reciprocal, exact because a state has 23 and a modulus 14
 * bits.
 */
final class DrawnRows implements ParityRows {
  private static final int STATE_BITS = 23;
  private static final int STATE_MASK = (1 << STATE_BITS) - 1;
  private static final int TAP = 5;

  /** States that can be seen from one: the highest bit tapped for them is the register's last. */
  private static final int AHEAD = STATE_BITS - TAP;

  /** A state has 23 bits and a modulus 14, so that the quotient's error stays below one. */
  private static final int RECIPROCAL_SHIFT = STATE_BITS + 14;

  private static final int WORD_SHIFT = 6;

  private final int columns;
  private final int modulus;
  private final long reciprocal;

  private final boolean distinct;

  DrawnRows(int columns, boolean distinct) {
    this.columns = columns;
    // A modulus that is a power of two would keep only the register's low bits (FEC-02).
    this.modulus = Integer.bitCount(columns) == 1 ? columns + 1 : columns;
    this.reciprocal = (1L << RECIPROCAL_SHIFT) / modulus + 1;
    this.distinct = distinct;
  }

  @Override
  public int columns() {
    return columns;
  }

  /** All columns come by and the register is never 0, so that the drawing ends. */
  @Override
  public void row(int n, long[] into) {
    FragmentNumber.check("n", n);
    Arrays.fill(into, 0);
    int ones = columns / 2;
    int state = draw(ones, 1 + 1001 * n, into); // that is all for version 1 (FEC-03)
    if (distinct) { // version 2 goes on until so many are set (FEC-04)
      for (int set = count(into); set < ones; set = count(into)) {
        state = draw(ones - set, state, into);
      }
    }
  }

  private static int count(long[] row) {
    int ones = 0;
    for (long word : row) {
      ones += Long.bitCount(word);
    }
    return ones;
  }

  /** Draws so many columns, drawn before or not, and returns the register's next state. */
  private int draw(int count, int from, long[] into) {
    int state = from;
    int left = count;
    while (left > 0 && state > STATE_MASK) { // the seeds of rows from 8381 on
      // Added, not or-ed: the sum carries (FEC-01).
      state = (state >>> 1) + ((state ^ (state >>> TAP)) & 1) * (1 << (STATE_BITS - 1));
      left -= set(into, state % modulus);
    }
    while (left > 0) {
      long fedBack = (state ^ (state >>> TAP)) & ((1 << AHEAD) - 1);
      long string = (fedBack << STATE_BITS) | state;
      int draws = Math.min(AHEAD, left);
      for (int draw = 1; draw <= draws; draw++) {
        long next = (string >>> draw) & STATE_MASK;
        long quotient = (next * reciprocal) >>> RECIPROCAL_SHIFT;
        left -= set(into, (int) (next - quotient * modulus));
      }
      state = (int) (string >>> draws) & STATE_MASK;
    }
    return state;
  }

  /**
   * Sets a column if it is one, and returns how many were drawn: 1, or 0 to draw again (FEC-02).
   */
  private int set(long[] into, int column) {
    if (column >= columns) {
      return 0;
    }
    into[column >>> WORD_SHIFT] |= 1L << column;
    return 1;
  }
}
