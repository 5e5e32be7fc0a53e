package dev.fuota.server.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the literature, against counting all cases, and against the product's own decoder. */
class RankTest {

  @ParameterizedTest(name = "{0} more rows than columns: full rank with {1}")
  @CsvSource({
    "0, 0.29, 0.005",
    "1, 0.58, 0.005",
    "2, 0.77, 0.005",
    "3, 0.88, 0.005",
    "4, 0.94, 0.005",
    "5, 0.97, 0.005",
    "6, 0.984, 0.0005",
    "7, 0.992, 0.0005"
  })
  @DisplayName("many columns: as published for random binary matrices")
  void manyColumns(int surplus, double full, double tolerance) {
    RankLaw law = new RankLaw(ParityMatrix.V2, 16_383);
    assertThat(1 - law.failure(60, surplus)).isCloseTo(full, within(tolerance));
    assertThat(1 - law.failure(9_000, surplus)).isCloseTo(full, within(tolerance));
  }

  @ParameterizedTest(name = "{0}, {1} columns, {2} rows")
  @CsvSource({"V1, 1, 2", "V1, 2, 3", "V2, 1, 2", "V2, 2, 3", "V2, 2, 2"})
  @DisplayName("one or two columns: as counted over all rows that can be drawn")
  void fewColumns(ParityMatrix matrix, int columns, int rows) {
    int m = 6;
    List<Integer> all = matrix == ParityMatrix.V1 ? drawn(m) : distinct(m);
    long full = 0;
    long total = 1;
    for (int i = 0; i < rows; i++) {
      total *= all.size();
    }
    for (long choice = 0; choice < total; choice++) {
      long rest = choice;
      List<Integer> chosen = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        chosen.add(all.get((int) (rest % all.size())) & ((1 << columns) - 1));
        rest /= all.size();
      }
      full += rank(chosen) == columns ? 1 : 0;
    }
    assertThat(1 - new RankLaw(matrix, m).failure(columns, rows - columns))
        .isCloseTo((double) full / total, within(1e-12));
  }

  /** Version 1: three draws of six columns, a column drawn again stays set. */
  private static List<Integer> drawn(int m) {
    List<Integer> rows = new ArrayList<>();
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        for (int c = 0; c < m; c++) {
          rows.add(1 << a | 1 << b | 1 << c);
        }
      }
    }
    return rows;
  }

  private static List<Integer> distinct(int m) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < 1 << m; row++) {
      if (Integer.bitCount(row) == m / 2) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static int rank(List<Integer> rows) {
    List<Integer> basis = new ArrayList<>();
    for (int row : rows) {
      int rest = row;
      for (int base : basis) {
        rest = Math.min(rest, rest ^ base);
      }
      if (rest != 0) {
        basis.add(rest);
      }
    }
    return basis.size();
  }

  @ParameterizedTest(name = "{0}, M = {1}, {2} coded, loss {3}")
  @CsvSource({
    "V1, 6, 4, 0.1",
    "V2, 6, 4, 0.1",
    "V1, 8, 6, 0.2",
    "V2, 8, 6, 0.2",
    "V1, 10, 4, 0.05",
    "V2, 4, 8, 0.4"
  })
  @DisplayName("short blocks: as the decoder does over all patterns of loss")
  void shortBlocks(ParityMatrix matrix, int m, int coded, double loss) {
    double exact = 0;
    for (int lost = 0; lost < 1 << (m + coded); lost++) {
      FecDecoder decoder = new FecDecoder(matrix.rows(m), m);
      for (int n = 1; n <= m + coded; n++) {
        if ((lost >> (n - 1) & 1) == 0) {
          decoder.offer(n);
        }
      }
      int count = Integer.bitCount(lost);
      exact +=
          decoder.complete() ? Math.pow(loss, count) * Math.pow(1 - loss, m + coded - count) : 0;
    }
    assertThat(success(matrix, m, coded, new LossDistribution.Independent(loss)))
        .isCloseTo(exact, within(0.015));
  }

  private static double success(ParityMatrix matrix, int m, int coded, LossDistribution loss) {
    return new Outcomes(new SampledRanks(matrix, m), m, m, 1)
        .of(loss, List.of(coded))
        .get(0)
        .mean();
  }

  @ParameterizedTest(name = "{0}, M = {1}, {2} coded, loss {3}")
  @CsvSource({
    "V1, 50, 14, 0.1",
    "V1, 50, 5, 0.02",
    "V1, 100, 15, 0.1",
    "V1, 20, 9, 0.3",
    "V2, 20, 9, 0.1",
    "V2, 50, 6, 0.1",
    "V1, 600, 75, 0.1",
    "V2, 600, 265, 0.3"
  })
  @DisplayName("blocks of all lengths: as the decoder does with losses drawn")
  void drawnLosses(ParityMatrix matrix, int m, int coded, double loss) {
    LossDistribution independent = new LossDistribution.Independent(loss);
    int count = m > 200 ? 600 : 4000;
    Trials trials = Trials.run(matrix, independent, m, coded, m, count, new SplittableRandom(11));
    Trials.Estimate tried = trials.estimate(coded);
    assertThat(success(matrix, m, coded, independent))
        .isBetween(tried.low() - 0.02, tried.high() + 0.02);
  }

  @ParameterizedTest(name = "loss {0}, bursts of {1}, {2} coded of 200")
  @CsvSource({"0.1, 4, 40", "0.1, 10, 40", "0.2, 5, 70"})
  void burstLosses(double loss, double burst, int coded) {
    LossDistribution bursts = new LossDistribution.Bursts(GilbertElliott.of(loss, burst));
    Trials trials =
        Trials.run(ParityMatrix.V1, bursts, 200, coded, 200, 2000, new SplittableRandom(3));
    Trials.Estimate tried = trials.estimate(coded);
    assertThat(success(ParityMatrix.V1, 200, coded, bursts))
        .isBetween(tried.low() - 0.02, tried.high() + 0.02);
  }

  @Test
  void countsOfAMemorylessChainAreBinomial() {
    GilbertElliott coin = new GilbertElliott(0.3, 0.7, 0, 1);
    ChainCounts counts = new ChainCounts(coin, 50, coin.stationaryBad()).until(50);
    Window binomial = Window.binomial(50, 0.3);
    for (int lost = 0; lost <= 50; lost++) {
      double both = counts.lost(true).at(lost) + counts.lost(false).at(lost);
      assertThat(both).isCloseTo(binomial.at(lost), within(1e-12));
    }
    // C(50, 15) 0.3^15 0.7^35
    assertThat(binomial.at(15)).isCloseTo(0.122347, within(1e-6));
  }

  @Test
  void countsOfAChainAreThoseOfAllItsWays() {
    GilbertElliott chain = new GilbertElliott(0.2, 0.4, 0.05, 0.7);
    double[] expected = new double[5];
    walk(chain, expected, 4, chain.stationaryBad(), true, 0);
    walk(chain, expected, 4, 1 - chain.stationaryBad(), false, 0);
    ChainCounts counts = new ChainCounts(chain, 4, chain.stationaryBad()).until(4);
    for (int lost = 0; lost <= 4; lost++) {
      assertThat(counts.lost(true).at(lost) + counts.lost(false).at(lost))
          .isCloseTo(expected[lost], within(1e-14));
      assertThat(counts.received().at(4 - lost)).isCloseTo(expected[lost], within(1e-14));
    }
  }

  private static void walk(
      GilbertElliott chain, double[] into, int left, double weight, boolean bad, int lost) {
    if (left == 0) {
      into[lost] += weight;
      return;
    }
    double loss = bad ? chain.lossInBad() : chain.lossInGood();
    double toBad = bad ? 1 - chain.badToGood() : chain.goodToBad();
    for (int i = 0; i < 4; i++) {
      boolean loses = i % 2 == 0;
      boolean turnsBad = i / 2 == 0;
      double step = (loses ? loss : 1 - loss) * (turnsBad ? toBad : 1 - toBad);
      walk(chain, into, left - 1, weight * step, turnsBad, lost + (loses ? 1 : 0));
    }
  }
}
