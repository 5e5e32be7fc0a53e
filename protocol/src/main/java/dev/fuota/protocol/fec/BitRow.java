package dev.fuota.protocol.fec;

/** Rows of bits in 64-bit words: bit {@code i} is bit {@code i % 64} of word {@code i / 64}. */
final class BitRow {
  /** What {@link #lowest} answers if there is none. */
  static final int NONE = -1;

  private BitRow() {}

  static int words(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }

  /** A row whose first {@code bits} bits are set. */
  static long[] ones(int bits) {
    long[] row = new long[words(bits)];
    for (int bit = 0; bit < bits; bit++) {
      set(row, bit);
    }
    return row;
  }

  static boolean get(long[] row, int bit) {
    return (row[bit / Long.SIZE] & mask(bit)) != 0;
  }

  static void set(long[] row, int bit) {
    row[bit / Long.SIZE] |= mask(bit);
  }

  static void clear(long[] row, int bit) {
    row[bit / Long.SIZE] &= ~mask(bit);
  }

  /** Adds {@code from} to {@code into} over GF(2); both have the same length. */
  static void xor(long[] into, long[] from) {
    for (int word = 0; word < into.length; word++) {
      into[word] ^= from[word];
    }
  }

  /** Adds {@code from} to {@code into} if that has the bit, without a branch to be mispredicted. */
  static void xorIf(long[] into, int bit, long[] from) {
    long all = -((into[bit / Long.SIZE] >>> bit) & 1);
    for (int word = 0; word < into.length; word++) {
      into[word] ^= from[word] & all;
    }
  }

  /** The lowest bit that is set in {@code row} and {@code among}, or {@link #NONE}. */
  static int lowest(long[] row, long[] among) {
    return next(row, among, 0);
  }

  /** The lowest bit from {@code from} on that is set in {@code row} and {@code among}. */
  static int next(long[] row, long[] among, int from) {
    int word = from / Long.SIZE;
    if (word >= row.length) {
      return NONE;
    }
    long bits = row[word] & among[word] & (-1L << from);
    while (bits == 0) {
      if (++word == row.length) {
        return NONE;
      }
      bits = row[word] & among[word];
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
  }

  private static long mask(int bit) {
    return 1L << bit; // the shift distance is taken modulo 64
  }
}
