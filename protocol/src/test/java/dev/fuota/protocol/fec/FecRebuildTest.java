package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A block of 150 fragments of which every fifth is lost, rebuilt in ranges. */
class FecRebuildTest {
  private static final int M = 150;

  private final Map<Integer, Integer> reads = new HashMap<>();

  @ParameterizedTest(name = "fragments of {0} octets")
  @ValueSource(ints = {1, 3, 7, 8, 9, 16, 50, 255})
  @DisplayName(
      "TS004-01 FEC-06: every range is rebuilt, and reads each stored fragment once at most")
  void everyRangeIsRebuilt(int size) {
    byte[] data = new byte[M * size];
    new Random(size).nextBytes(data);
    FragmentEncoder encoder = new FragmentEncoder(Bytes.of(data), size, ParityMatrix.V1);
    FecDecoder decoder = received();

    for (int first = 1; first <= M; first += 11) {
      for (int count : new int[] {1, 2, 16, 17, M - first + 1}) {
        if (first + count - 1 > M) {
          continue;
        }
        reads.clear();
        byte[] range = new byte[count * size];
        Arrays.fill(range, (byte) 0x55);
        decoder.rebuild(first, count, (n, into) -> read(encoder, n, into), range);

        assertThat(range)
            .isEqualTo(Arrays.copyOfRange(data, (first - 1) * size, (first - 1 + count) * size));
        assertThat(reads.values()).allMatch(times -> times == 1);
        assertThat(reads.keySet()).noneMatch(FecRebuildTest::isLost);
      }
    }
  }

  @Test
  void aStoredFragmentAloneIsReadAlone() {
    byte[] fragment = new byte[4];
    received().rebuild(6, 1, (n, into) -> reads.merge(n, 1, Integer::sum), fragment);
    assertThat(reads).containsOnlyKeys(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 151, -1})
  void rangesThatTheBlockDoesNotHaveAreABugOfTheCaller(int first) {
    FecDecoder decoder = received();
    assertThatThrownBy(() -> decoder.rebuild(first, 1, (n, into) -> {}, new byte[4]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static FecDecoder received() {
    FecDecoder decoder = new FecDecoder(ParityMatrix.V1.rows(M), M);
    for (int n = 1; !decoder.complete(); n++) {
      if (!isLost(n)) {
        decoder.offer(n);
      }
    }
    return decoder;
  }

  private static boolean isLost(int n) {
    return n <= M && n % 5 == 0;
  }

  private void read(FragmentEncoder encoder, int n, byte[] into) {
    reads.merge(n, 1, Integer::sum);
    encoder.fragment(n).copyTo(0, into, 0, into.length);
  }
}
