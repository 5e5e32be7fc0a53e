package dev.fuota.server.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.fec.ParityMatrix;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes that make no number of fragments of which some hardly repair each other. */
class FragSizesTest {
  private static final int ROWS = 128;

  @ParameterizedTest(name = "{0} fragments")
  @ValueSource(ints = {384, 448, 896, 1152, 3200})
  @DisplayName("A number of fragments with equal columns is stepped over")
  void avoidsTwins(int fewest) {
    assertThat(hasEqualColumns(fewest)).isTrue();
    int largest = 222;
    int length = fewest * largest - 5;
    int size = Planner.bestFragSize(ParityMatrix.V1, length, largest);
    int count = (length + size - 1) / size;
    assertThat(count).isBetween(fewest + 1, fewest + (fewest + 99) / 100);
    assertThat(hasEqualColumns(count)).isFalse();
  }

  @Test
  @DisplayName("A tenth more fragments are too many: twins cost less")
  void notAtAnyPrice() {
    assertThat(hasEqualColumns(384)).isTrue();
    assertThat(Planner.bestFragSize(ParityMatrix.V1, 3840, 10)).isEqualTo(10);
  }

  @ParameterizedTest(name = "{0} fragments")
  @ValueSource(ints = {1, 2, 383, 385, 512, 3201, 16_383, 16_384, 100_000})
  @DisplayName("Where there are none it is the fewest fragments, even too many")
  void otherwiseTheFewest(int fewest) {
    assertThat(fewest <= 3201 && hasEqualColumns(fewest)).isFalse();
    assertThat(Planner.bestFragSize(ParityMatrix.V1, 20 * fewest, 20)).isEqualTo(20);
  }

  /** Whether two columns are the same in the first rows, or in as many behind them. */
  private static boolean hasEqualColumns(int m) {
    return hasEqualColumns(m, 1) || hasEqualColumns(m, 1 + ROWS);
  }

  private static boolean hasEqualColumns(int m, int first) {
    BitSet[] columns = IntStream.range(0, m).mapToObj(i -> new BitSet()).toArray(BitSet[]::new);
    for (int n = first; n < first + ROWS; n++) {
      int row = n;
      line(n, m).stream().forEach(column -> columns[column].set(row));
    }
    Set<BitSet> different = new HashSet<>();
    for (BitSet column : columns) {
      if (m > 2 && !different.add(column)) {
        return true;
      }
    }
    return false;
  }

  /** Line {@code n} of the matrix, as version 1 of TS004 draws it. */
  private static BitSet line(int n, int m) {
    BitSet line = new BitSet();
    int even = Integer.bitCount(m) == 1 ? 1 : 0;
    int x = 1 + 1001 * n;
    for (int drawn = 0; drawn < m / 2; drawn++) {
      int r = m;
      while (r >= m) {
        x = x >>> 1 | ((x ^ x >>> 5) & 1) << 22;
        r = x % (m + even);
      }
      line.set(r);
    }
    return line;
  }
}
