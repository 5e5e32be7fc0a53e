package dev.fuota.protocol.fec;

import java.util.BitSet;
import java.util.TreeMap;

/** What some fragments tell, by textbook elimination: rows by their lowest bit, nothing clever. */
final class NaiveSpan {
  private final ParityMatrix matrix;
  private final int nbFrag;
  private final TreeMap<Integer, BitSet> rowByLowestBit = new TreeMap<>();

  NaiveSpan(ParityMatrix matrix, int nbFrag) {
    this.matrix = matrix;
    this.nbFrag = nbFrag;
  }

  boolean contains(int n) {
    return remainder(n).isEmpty();
  }

  void add(int n) {
    BitSet remainder = remainder(n);
    if (!remainder.isEmpty()) {
      rowByLowestBit.put(remainder.nextSetBit(0), remainder);
    }
  }

  int rank() {
    return rowByLowestBit.size();
  }

  int missingFragments() {
    int missing = 0;
    for (int n = 1; n <= nbFrag; n++) {
      missing += contains(n) ? 0 : 1;
    }
    return missing;
  }

  private BitSet remainder(int n) {
    BitSet row = combination(n);
    rowByLowestBit.forEach(
        (lowest, known) -> {
          if (row.get(lowest)) {
            row.xor(known);
          }
        });
    return row;
  }

  private BitSet combination(int n) {
    if (n <= nbFrag) {
      BitSet alone = new BitSet(nbFrag);
      alone.set(n - 1);
      return alone;
    }
    long[] row = new long[(nbFrag + 63) / 64];
    matrix.rows(nbFrag).row(n - nbFrag, row);
    return BitSet.valueOf(row);
  }
}
