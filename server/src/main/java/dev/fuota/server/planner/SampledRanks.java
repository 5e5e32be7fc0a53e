package dev.fuota.server.planner;

import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rank statistics of the matrix as it is. Its rows are fixed by the fragment number, so that
 * among the first few of a short block weak ones do not average out: {@link RankLaw} can be wrong
 * by a fifth there. So for short blocks and few losses columns and the order of rows are drawn,
 * always the same ones, and the rows of the matrix are eliminated; all else follows the law.
 */
final class SampledRanks {
  /** Longer blocks average out. */
  private static final int BLOCK_MAX = 512;

  /** More columns do so too. */
  private static final int COLUMNS_MAX = 24;

  private static final int SAMPLES = 400;

  /** Rarer failures than this many among the samples are left to the law. */
  private static final int SEEN_MIN = 4;

  /** Numbers of losses that are rarer are not worth the work. */
  private static final double WEIGHT_MIN = 1e-7;

  private final RankLaw law;
  private final ParityRows parity;
  private final Twins twins;
  private final int m;
  private final List<long[]> rows = new ArrayList<>();

  /**
   * The statistics of a session.
   *
   * @param m uncoded fragments, 1..16383
   */
  SampledRanks(ParityMatrix matrix, int m) {
    this.law = new RankLaw(matrix, m);
    this.parity = matrix.rows(m);
    this.twins = Twins.of(matrix, m);
    this.m = m;
  }

  /** The statistics of so many coded fragments, of which some arrive. */
  Ranks of(int coded) {
    double[][] sampled = new double[COLUMNS_MAX + 1][];
    return new Ranks() {
      @Override
      public double failure(int columns, int surplus, double weight) {
        if (m > BLOCK_MAX
            || columns > COLUMNS_MAX
            || weight < WEIGHT_MIN
            || surplus >= Ranks.SURPLUS_MAX) {
          return law.failure(columns, surplus);
        }
        if (sampled[columns] == null) {
          sampled[columns] = sample(columns, coded);
        }
        return sampled[columns][surplus];
      }

      @Override
      public double never(int columns, double received) {
        return coded == 0 ? 0 : twins.lost(columns, m, coded, received / coded);
      }
    };
  }

  private double[] sample(int columns, int coded) {
    int[] failed = new int[Ranks.SURPLUS_MAX];
    SplittableRandom random = new SplittableRandom(31L * columns + coded);
    int[] lost = upTo(m);
    int[] order = upTo(coded);
    for (int i = 0; i < SAMPLES; i++) {
      do {
        draw(lost, columns, random);
      } while (hasTwins(lost, columns));
      int needed = needed(lost, columns, order, random);
      for (int surplus = 0; surplus < Math.min(needed - columns, Ranks.SURPLUS_MAX); surplus++) {
        failed[surplus]++;
      }
    }
    double[] failures = new double[Ranks.SURPLUS_MAX];
    for (int surplus = 0; surplus < Ranks.SURPLUS_MAX; surplus++) {
      double seen = (double) failed[surplus] / SAMPLES;
      double rare = Math.min(law.failure(columns, surplus), (double) SEEN_MIN / SAMPLES);
      failures[surplus] = failed[surplus] < SEEN_MIN ? Math.max(seen, rare) : seen;
    }
    return failures;
  }

  /** They are counted by themselves. */
  private boolean hasTwins(int[] lost, int columns) {
    return columns < m
        && twins.pairs().stream()
            .anyMatch(
                pair ->
                    isAmong(lost, columns, pair.one() - 1)
                        && isAmong(lost, columns, pair.other() - 1));
  }

  private static boolean isAmong(int[] lost, int columns, int column) {
    return Arrays.stream(lost, 0, columns).anyMatch(each -> each == column);
  }

  private static int[] upTo(int count) {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
    }
    return all;
  }

  /** Brings {@code count} of them to the front. */
  private static void draw(int[] from, int count, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      swap(from, i, i + random.nextInt(from.length - i));
    }
  }

  private static void swap(int[] in, int one, int other) {
    int kept = in[one];
    in[one] = in[other];
    in[other] = kept;
  }

  /** How many rows, in an order that is drawn, give full rank; more than enough if all do not. */
  private int needed(int[] lost, int columns, int[] order, SplittableRandom random) {
    long[] basis = new long[columns];
    int rank = 0;
    for (int i = 0; i < order.length; i++) {
      swap(order, i, i + random.nextInt(order.length - i));
      long rest = restricted(row(order[i] + 1), lost, columns);
      while (rest != 0) {
        int lowest = Long.numberOfTrailingZeros(rest);
        if (basis[lowest] == 0) {
          basis[lowest] = rest;
          rank++;
          break;
        }
        rest ^= basis[lowest];
      }
      if (rank == columns) {
        return i + 1;
      }
    }
    return columns + Ranks.SURPLUS_MAX;
  }

  private static long restricted(long[] row, int[] lost, int columns) {
    long bits = 0;
    for (int i = 0; i < columns; i++) {
      bits |= (row[lost[i] / Long.SIZE] >>> lost[i] & 1) << i;
    }
    return bits;
  }

  private long[] row(int n) {
    while (rows.size() < n) {
      long[] row = new long[(m + Long.SIZE - 1) / Long.SIZE];
      parity.row(rows.size() + 1, row);
      rows.add(row);
    }
    return rows.get(n - 1);
  }
}
