package dev.fuota.server.planner;

import dev.fuota.protocol.fec.ParityMatrix;

/**
 * How probable it is that so many coded fragments repair so many lost ones: that the rows received,
 * cut down to the columns lost, have full rank over GF(2).
 *
 * <p>A matrix whose bits are fair coins has full rank with probability (1 - 2^-r)(1 - 2^-(r-1)) …
 * (1 - 2^-(r-e+1)), r rows and e columns. The rows of TS004 are not of that kind: of M columns they
 * draw floor(M / 2), in version 1 with repetition, so that only about 39 % are ones. What that
 * changes is the number of sums of j columns that vanish in all rows: C(e, j) q_j^r instead of C(e,
 * j) 2^-r, where q_j is the probability that a row has an even number of ones in j given columns.
 * It matters for few columns only. For one or two columns lost the law is exact for rows drawn
 * independently; for more, the surplus of vanishing sums counts as rare, independent events. The
 * rows are in truth fixed, and the columns lost are what chance chooses.
 */
final class RankLaw {
  /** From so many columns on, rows are as good as coins. */
  private static final int COLUMNS_MAX = 64;

  /** Sums of more columns are even as often as odd; their series would cancel out digits. */
  private static final int SERIES_MAX = 24;

  private final int m;
  private final int ones;
  private final boolean distinct;
  private final double[] even;
  private final double[][] failures = new double[COLUMNS_MAX + 1][];

  /**
   * The law of a session.
   *
   * @param m uncoded fragments, 1..16383
   */
  RankLaw(ParityMatrix matrix, int m) {
    this.m = m;
    this.ones = m / 2;
    this.distinct = matrix == ParityMatrix.V2;
    this.even = new double[COLUMNS_MAX + 1];
    for (int j = 0; j <= COLUMNS_MAX; j++) {
      even[j] = (1 + parity(j)) / 2;
    }
  }

  /**
   * The probability that the rank is not full.
   *
   * @param columns lost, 1 or more
   * @param surplus rows received beyond that, 0 or more
   */
  double failure(int columns, int surplus) {
    if (surplus >= Ranks.SURPLUS_MAX) {
      return 0;
    }
    int row = Math.min(columns, COLUMNS_MAX);
    if (failures[row] == null) {
      failures[row] = new double[Ranks.SURPLUS_MAX];
      for (int i = 0; i < Ranks.SURPLUS_MAX; i++) {
        failures[row][i] = computed(row, row + i);
      }
    }
    return failures[row][surplus];
  }

  private double computed(int columns, int rows) {
    return switch (columns) {
      case 1 -> Math.pow(even[1], rows);
      case 2 -> two(rows);
      default -> many(columns, rows);
    };
  }

  /** Three sums may vanish; where two do, all do. */
  private double two(int rows) {
    double none = pattern();
    return 2 * Math.pow(even[1], rows) + Math.pow(even[2], rows) - 2 * Math.pow(none, rows);
  }

  /** The probability that a row has no one in two given columns. */
  private double pattern() {
    return distinct
        ? (double) (m - ones) * (m - ones - 1) / ((double) m * (m - 1))
        : Math.pow(1 - 2.0 / m, ones);
  }

  private double many(int columns, int rows) {
    double logFull = 0;
    for (int k = rows - columns + 1; k <= rows; k++) {
      logFull += Math.log1p(-Math.pow(2, -k));
    }
    double surplus = 0;
    double choices = 1;
    for (int j = 1; j <= columns; j++) {
      choices *= (columns - j + 1.0) / j;
      surplus += choices * (Math.pow(even[j], rows) - Math.pow(2, -rows));
    }
    return -Math.expm1(logFull - Math.max(0, surplus));
  }

  /** The mean of -1 to the power of the ones in j given columns. */
  private double parity(int j) {
    if (j == 0) {
      return 1;
    }
    if (j > m) {
      return 0;
    }
    return distinct ? parityOfDistinct(j) : parityOfDrawn(j);
  }

  /** A value of a Krawtchouk polynomial: the coefficient of x^j in (1 - x)^w (1 + x)^(m - w). */
  private double parityOfDistinct(int j) {
    if (j > SERIES_MAX && j < m - SERIES_MAX) {
      return 0;
    }
    double sum = 0;
    for (int hits = 0; hits <= Math.min(j, ones); hits++) {
      if (j - hits <= m - ones) {
        double ways =
            Math.exp(logChoose(ones, hits) + logChoose(m - ones, j - hits) - logChoose(m, j));
        sum += hits % 2 == 0 ? ways : -ways;
      }
    }
    return sum;
  }

  /** By inclusion and exclusion over the columns that no draw hits. */
  private double parityOfDrawn(int j) {
    if (j > SERIES_MAX) {
      return 0;
    }
    double sum = 0;
    double ways = 1;
    for (int missed = 0; missed <= j; missed++) {
      double term = ways * Math.pow(2, missed) * Math.pow(1 - (double) missed / m, ones);
      sum += (j - missed) % 2 == 0 ? term : -term;
      ways *= (double) (j - missed) / (missed + 1);
    }
    return sum;
  }

  private static double logChoose(int n, int k) {
    double log = 0;
    for (int i = 1; i <= k; i++) {
      log += Math.log(n - k + i) - Math.log(i);
    }
    return log;
  }
}
