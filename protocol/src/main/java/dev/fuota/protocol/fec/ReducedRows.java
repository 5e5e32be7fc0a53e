package dev.fuota.protocol.fec;

/**
 * The kept coded fragments as equations, in reduced row echelon form over the open columns: those
 * of uncoded fragments that are not stored.
 *
 * <p>A row is the sum of parity rows of some kept fragments. It holds first the columns of that sum
 * (stored ones too: they say what else to add when the data is rebuilt), then, from a whole word
 * on, one bit for each kept fragment that went into it. Each row has a pivot: an open column that
 * is set in no other row. A row whose pivot is its only open column determines that fragment.
 */
final class ReducedRows {
  private static final int NO_PIVOT = -1;

  private final int columns;
  private final int columnWords;
  private final long[] open;
  private final long[][] rows;
  private final int[] pivots;
  private final int[] fragments;
  private int count;
  private long[] candidate;

  ReducedRows(int columns, int rowsMax) {
    this.columns = columns;
    this.columnWords = BitRow.words(columns);
    this.open = new long[columnWords];
    for (int column = 0; column < columns; column++) {
      BitRow.set(open, column);
    }
    this.rows = new long[rowsMax][];
    this.pivots = new int[rowsMax];
    this.fragments = new int[rowsMax];
    this.candidate = newRow();
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == rows.length;
  }

  boolean isOpen(int column) {
    return BitRow.get(open, column);
  }

  /**
   * Closes a column because its fragment can be stored.
   *
   * @return false if the rows determine that fragment already; then nothing changes
   */
  boolean close(int column) {
    BitRow.clear(open, column);
    int row = rowOf(column);
    if (row == NO_PIVOT) {
      return true;
    }
    int other = lowestOpen(rows[row]);
    if (other == NO_PIVOT) {
      BitRow.set(open, column);
      return false;
    }
    pivot(row, other);
    return true;
  }

  /** Makes the parity row of a coded fragment the candidate, freed of all pivots. */
  void propose(ParityMatrix matrix, int parityRow) {
    matrix.row(columns, parityRow, candidate);
    for (int row = 0; row < count; row++) {
      if (BitRow.get(candidate, pivots[row])) {
        BitRow.xor(candidate, rows[row]);
      }
    }
  }

  /** Whether the rows do not tell all that the candidate tells. */
  boolean candidateIsInnovative() {
    return lowestOpen(candidate) != NO_PIVOT;
  }

  /** Keeps the candidate, which is innovative, as the equation that fragment {@code n} brought. */
  void keepCandidate(int n) {
    BitRow.set(candidate, columnWords * Long.SIZE + count);
    rows[count] = candidate;
    fragments[count] = n;
    count++;
    pivot(count - 1, lowestOpen(candidate));
    candidate = newRow();
  }

  /** Fragments that are not stored and that the rows determine. */
  int determined() {
    int determined = 0;
    for (int row = 0; row < count; row++) {
      if (openColumns(rows[row]) == 1) {
        determined++;
      }
    }
    return determined;
  }

  /** Adds up, in {@code into}, the stored fragments whose sum is the determined {@code column}. */
  void sum(int column, FragmentStore store, byte[] into, byte[] scratch) {
    long[] row = rows[rowOf(column)];
    for (int other = 0; other < columns; other++) {
      if (other != column && BitRow.get(row, other)) {
        store.read(other + 1, scratch);
        Octets.xor(into, scratch, 0);
      }
    }
    for (int kept = 0; kept < count; kept++) {
      if (BitRow.get(row, columnWords * Long.SIZE + kept)) {
        store.read(fragments[kept], scratch);
        Octets.xor(into, scratch, 0);
      }
    }
  }

  /** Octets held, see {@link FecDecoder#memoryOctets}. */
  long memoryOctets() {
    return memoryOctets(columns, rows.length, count);
  }

  static long memoryOctets(int columns, int rowsMax, int rows) {
    long rowWords = (long) BitRow.words(columns) + BitRow.words(rowsMax);
    return Long.BYTES * (BitRow.words(columns) + (rows + 1) * rowWords)
        + 2L * Integer.BYTES * rowsMax;
  }

  private long[] newRow() {
    return new long[columnWords + BitRow.words(rows.length)];
  }

  private int rowOf(int column) {
    for (int row = 0; row < count; row++) {
      if (pivots[row] == column) {
        return row;
      }
    }
    return NO_PIVOT;
  }

  private void pivot(int row, int column) {
    pivots[row] = column;
    for (int other = 0; other < count; other++) {
      if (other != row && BitRow.get(rows[other], column)) {
        BitRow.xor(rows[other], rows[row]);
      }
    }
  }

  private int lowestOpen(long[] row) {
    for (int word = 0; word < columnWords; word++) {
      long bits = row[word] & open[word];
      if (bits != 0) {
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
      }
    }
    return NO_PIVOT;
  }

  private int openColumns(long[] row) {
    int set = 0;
    for (int word = 0; word < columnWords; word++) {
      set += Long.bitCount(row[word] & open[word]);
    }
    return set;
  }
}
