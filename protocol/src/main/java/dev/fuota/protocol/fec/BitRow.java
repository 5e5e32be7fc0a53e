package dev.fuota.protocol.fec;

/** Rows of bits in 64-bit words: bit {@code i} is bit {@code i % 64} of word {@code i / 64}. */
final class BitRow {
  private BitRow() {}

  static int words(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
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

  private static long mask(int bit) {
    return 1L << bit; // the shift distance is taken modulo 64
  }
}
