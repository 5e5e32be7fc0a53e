package dev.fuota.protocol.fec;

/**
 * The rows of the parity matrix of one session: row {@code n} says which of the uncoded fragments
 * the {@code n}-th coded one sums up. It travels as fragment {@code columns() + n}.
 */
public interface ParityRows {
  /**
   * Puts row {@code n} into {@code into}: bit {@code i} (bit {@code i % 64} of word {@code i / 64})
   * stands for fragment {@code i + 1}. All other bits of {@code into} become 0.
   *
   * @param n number of the row, 1..16383
   * @param into at least ceil(columns / 64) words
   */
  void row(int n, long[] into);

  /** Uncoded fragments of the session (M), 1..16383. */
  int columns();
}
