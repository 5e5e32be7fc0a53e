package dev.fuota.server.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinsTest {

  @ParameterizedTest(name = "{0}, {1} fragments")
  @CsvSource({"V1, 3200", "V2, 640", "V1, 896"})
  @DisplayName("twins do not repair each other until a row arrives in which they differ")
  void neverRepaired(ParityMatrix matrix, int m) {
    List<Twins.Pair> pairs = Twins.of(matrix, m).pairs();
    assertThat(pairs).isNotEmpty();
    for (Twins.Pair pair : pairs) {
      int differ = pair.apart().get(0);
      assertThat(completes(matrix, m, pair.one(), pair.other(), differ - 1)).isFalse();
      assertThat(completes(matrix, m, pair.one(), pair.other(), differ)).isTrue();
      // a neighbour is repaired at once
      assertThat(completes(matrix, m, pair.one() + 1, pair.other(), 30)).isTrue();
    }
  }

  /** Whether the decoder does with so many coded fragments if two uncoded ones are lost. */
  private static boolean completes(ParityMatrix matrix, int m, int one, int other, int coded) {
    FecDecoder decoder = new FecDecoder(matrix.rows(m), 2);
    for (int n = 1; n <= m + coded; n++) {
      if (n != one && n != other) {
        decoder.offer(n);
      }
    }
    return decoder.complete();
  }

  @ParameterizedTest(name = "{0} fragments have none")
  @CsvSource({"1", "2", "6", "429", "3201", "4096"})
  void mostNumbersHaveNone(int m) {
    assertThat(Twins.of(ParityMatrix.V1, m).pairs()).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1} fragments, {2} coded")
  @CsvSource({"V1, 3200, 600, 0.02", "V1, 3200, 1500, 0.011", "V2, 640, 400, 0.011"})
  @DisplayName("many coded fragments do not help devices that lose both of a pair")
  // Of 3200 two pairs of columns are equal, one up to row 899: 2 * 0.1², then 0.1² * (1 + 0.1).
  // Of 640 two, too, one of them but for row 78.
  void boundsSuccess(ParityMatrix matrix, int m, int coded, double failing) {
    double success =
        new Outcomes(new SampledRanks(matrix, m), m, m, 1)
            .of(new LossDistribution.Independent(0.1), List.of(coded))
            .get(0)
            .mean();
    assertThat(success).isCloseTo(1 - failing, within(1e-5));
  }

  @Test
  @DisplayName("in short blocks, where ranks are drawn, each pair is counted once")
  void shortBlock() {
    // 448 fragments, 2 % lost: nine, of which all ranks are drawn
    LossDistribution loss = new LossDistribution.Independent(0.02);
    double success =
        new Outcomes(new SampledRanks(ParityMatrix.V2, 448), 448, 448, 1)
            .of(loss, List.of(200))
            .get(0)
            .mean();
    assertThat(success).isCloseTo(1 - 0.02 * 0.02, within(1e-6));
  }

  @Test
  @DisplayName("the interval of a share is Wilson's")
  void intervalOfShares() {
    Trials none =
        Trials.run(
            ParityMatrix.V1,
            new LossDistribution.Independent(0),
            4,
            0,
            1,
            10,
            new SplittableRandom(1));
    // 10 of 10, 95 %: E. B. Wilson 1927; the lower end is n / (n + z²)
    assertThat(none.estimate(0).share()).isEqualTo(1);
    assertThat(none.estimate(0).low()).isCloseTo(0.7225, within(1e-4));
    assertThat(none.estimate(0).high()).isEqualTo(1);
    assertThat(none.estimate(0).admits(1, 0)).isTrue();
    assertThat(none.estimate(0).admits(0.7, 0)).isFalse();
    assertThat(none.estimate(0).admits(0.7, 0.03)).isTrue();
  }
}
