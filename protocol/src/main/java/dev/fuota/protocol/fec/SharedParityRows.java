package dev.fuota.protocol.fec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parity rows that many decoders of the same block share, as those of a fleet: each row is drawn
 * when somebody needs it first. The rows used last are kept, as many as there is room for.
 *
 * <p>Threads may share one. Rows are drawn outside its lock, so that two threads may draw the same
 * one at the same time.
 */
public final class SharedParityRows implements ParityRowSource {
  /** What a kept row costs beside its bits, about. */
  private static final int ENTRY_OCTETS = 128;

  private record Key(ParityMatrix matrix, int m, int n) {}

  private final long octetsMax;
  private final Map<Key, long[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long octets;

  /**
   * A cache without rows.
   *
   * @param octetsMax the most memory that the rows may take
   */
  public SharedParityRows(long octetsMax) {
    this.octetsMax = octetsMax;
  }

  @Override
  public ParityRows rows(ParityMatrix matrix, int m) {
    ParityRows drawn = matrix.rows(m);
    return new ParityRows() {
      @Override
      public void row(int n, long[] into) {
        copyRow(new Key(matrix, m, n), drawn, into);
      }

      @Override
      public int columns() {
        return m;
      }
    };
  }

  private void copyRow(Key key, ParityRows drawn, long[] into) {
    int words = BitRow.words(key.m());
    long[] row = find(key);
    if (row == null) {
      row = new long[words];
      drawn.row(key.n(), row);
      keep(key, row);
    }
    System.arraycopy(row, 0, into, 0, words);
    Arrays.fill(into, words, into.length, 0);
  }

  private synchronized long @Nullable [] find(Key key) {
    return kept.get(key);
  }

  private synchronized void keep(Key key, long[] row) {
    if (kept.putIfAbsent(key, row) == null) {
      octets += octets(row);
    }
    var eldest = kept.values().iterator();
    while (octets > octetsMax) {
      octets -= octets(eldest.next());
      eldest.remove();
    }
  }

  /** Octets that the kept rows take now, at most what the constructor was told. */
  public synchronized long memoryOctets() {
    return octets;
  }

  private static long octets(long[] row) {
    return (long) Long.BYTES * row.length + ENTRY_OCTETS;
  }
}
