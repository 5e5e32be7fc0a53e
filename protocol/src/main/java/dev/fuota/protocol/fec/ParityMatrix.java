package dev.fuota.protocol.fec;

import java.util.Arrays;

/**
 * The parity matrix of the code: row {@code n} says which of the {@code m} uncoded fragments the
 * {@code n}-th coded one sums up (TS004, "Fragmentation matrix" 0). It travels as fragment {@code m
 * + n}.
 *
 * <p>Both versions draw columns from a 23-bit shift register seeded with the row's number, and want
 * floor(m / 2) ones; they differ in what a column drawn twice counts. A receiver with the other
 * version's matrix rebuilds garbage and cannot notice, so the version belongs to the session.
 */
public enum ParityMatrix {
  /** TS004 version 1: a column drawn again counts as a draw, so that a row is about 39 % ones. */
  V1 {
    @Override
    void draw(Register register, int ones, long[] into) {
      for (int drawn = 0; drawn < ones; drawn++) {
        BitRow.set(into, register.nextColumn());
      }
    }
  },

  /** TS004 version 2: columns are drawn until floor(m / 2) different ones are set. */
  V2 {
    @Override
    void draw(Register register, int ones, long[] into) {
      for (int set = 0; set < ones; ) {
        int column = register.nextColumn();
        if (!BitRow.get(into, column)) {
          BitRow.set(into, column);
          set++;
        }
      }
    }
  };

  abstract void draw(Register register, int ones, long[] into);

  /**
   * Puts row {@code n} into {@code into}: bit {@code i} (bit {@code i % 64} of word {@code i / 64})
   * stands for fragment {@code i + 1}. All other bits of {@code into} become 0.
   *
   * @param m uncoded fragments of the session, 1..16383. One: the row is empty
   * @param n number of the row, 1..16383
   * @param into at least ceil(m / 64) words
   */
  public void row(int m, int n, long[] into) {
    FragmentNumber.check("m", m);
    FragmentNumber.check("n", n);
    Arrays.fill(into, 0);
    draw(new Register(m, n), m / 2, into);
  }

  /** The generator of columns. Its state never becomes 0 and all columns come by, so draws end. */
  static final class Register {
    private final int columns;
    private final int modulus;
    private int state;

    Register(int columns, int row) {
      this.columns = columns;
      // A modulus that is a power of two would keep only the register's low bits.
      this.modulus = Integer.bitCount(columns) == 1 ? columns + 1 : columns;
      this.state = 1 + 1001 * row;
    }

    int nextColumn() {
      int column;
      do {
        step();
        column = state % modulus;
      } while (column >= columns);
      return column;
    }

    private void step() {
      int feedback = (state ^ (state >>> 5)) & 1;
      // Added, not or-ed: rows from 8381 on are seeded beyond 23 bits, and the sum must carry.
      state = (state >>> 1) + (feedback << 22);
    }
  }
}
