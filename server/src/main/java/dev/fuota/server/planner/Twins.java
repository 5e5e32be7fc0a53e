package dev.fuota.server.planner;

import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fragments that nearly each coded fragment holds both of, or neither: columns of the matrix that
 * are equal in almost all rows. A device that loses both never has the file, unless one of the few
 * other rows arrives. The generator of TS004 draws columns modulo their number; where a high power
 * of two divides that, as in 3200, it makes such pairs.
 */
public record Twins(List<Pair> pairs) {
  /** Columns that are equal in so many rows are not so by chance. */
  private static final int ROWS = 128;

  /** In one of so many stretches of rows they must be. */
  private static final int STRETCHES = 2;

  private static final int NUMBER_MAX = (1 << 14) - 1;

  public Twins {
    pairs = List.copyOf(pairs);
  }

  /**
   * Two fragments that hardly repair each other.
   *
   * @param one number of the first, 1..M
   * @param other number of the second, above it
   * @param apart rising numbers of the rows, 1..16383 - M, in which they differ
   */
  public record Pair(int one, int other, List<Integer> apart) {
    public Pair {
      apart = List.copyOf(apart);
    }

    /** In how many of the first so many rows they differ. */
    public long apartIn(int coded) {
      return apart.stream().filter(row -> row <= coded).count();
    }
  }

  /**
   * Looks for them.
   *
   * @param m uncoded fragments, 1..16383
   */
  public static Twins of(ParityMatrix matrix, int m) {
    ParityRows rows = matrix.rows(m);
    Map<List<Integer>, List<Integer>> apart = new HashMap<>();
    for (int stretch = 0; stretch < STRETCHES; stretch++) {
      equal(digests(rows, m, stretch * ROWS), apart);
    }
    if (!apart.isEmpty()) {
      long[] row = row(m);
      for (int n = 1; n <= NUMBER_MAX - m; n++) {
        rows.row(n, row);
        int number = n;
        apart.forEach(
            (pair, into) -> {
              if (bit(row, pair.get(0) - 1) != bit(row, pair.get(1) - 1)) {
                into.add(number);
              }
            });
      }
    }
    return new Twins(
        apart.entrySet().stream()
            .map(it -> new Pair(it.getKey().get(0), it.getKey().get(1), it.getValue()))
            .sorted(Comparator.comparingInt(Pair::one))
            .toList());
  }

  private static void equal(long[] digests, Map<List<Integer>, List<Integer>> into) {
    Map<Long, Integer> first = new HashMap<>();
    for (int i = 0; i < digests.length; i++) {
      Integer twin = first.putIfAbsent(digests[i], i + 1);
      if (twin != null) {
        into.put(List.of(twin, i + 1), new ArrayList<>());
      }
    }
  }

  /** One for each column: the sum of numbers drawn, one for each row that has a one there. */
  private static long[] digests(ParityRows rows, int m, int before) {
    SplittableRandom random = new SplittableRandom(1);
    long[] digests = new long[m];
    long[] row = row(m);
    for (int n = before + 1; n <= before + ROWS; n++) {
      rows.row(n, row);
      long drawn = random.nextLong();
      for (int i = 0; i < m; i++) {
        digests[i] += drawn * bit(row, i);
      }
    }
    return digests;
  }

  private static long[] row(int m) {
    return new long[(m + Long.SIZE - 1) / Long.SIZE];
  }

  private static long bit(long[] row, int column) {
    return row[column / Long.SIZE] >>> column & 1;
  }

  /**
   * The probability that a pair is among the lost and nothing that arrives tells its two apart.
   * That several pairs are lost at once is left out.
   *
   * @param lost how many of the {@code m} fragments
   * @param coded how many coded ones are sent
   * @param arrives with which probability each of them arrives
   */
  double lost(int lost, int m, int coded, double arrives) {
    if (m < 2) {
      return 0;
    }
    double both = (double) lost * (lost - 1) / m / (m - 1);
    return pairs.stream().mapToDouble(it -> Math.pow(1 - arrives, (double) it.apartIn(coded))).sum()
        * both;
  }
}
