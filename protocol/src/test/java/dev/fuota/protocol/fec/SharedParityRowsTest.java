package dev.fuota.protocol.fec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedParityRowsTest {
  @ParameterizedTest(name = "with {0} octets")
  @ValueSource(longs = {0, 1000, 1 << 20})
  void theRowsAreThoseOfTheMatrixHoweverLittleIsKept(long octetsMax) {
    SharedParityRows shared = new SharedParityRows(octetsMax);
    for (int again = 0; again < 2; again++) {
      for (ParityMatrix matrix : ParityMatrix.values()) {
        for (int m : new int[] {1, 64, 100}) {
          assertSame(matrix.rows(m), shared.rows(matrix, m));
          assertThat(shared.memoryOctets()).isLessThanOrEqualTo(octetsMax);
        }
      }
    }
  }

  @Test
  void aRowIsKeptForTheNextDecoder() {
    SharedParityRows shared = new SharedParityRows(1 << 20);
    shared.rows(ParityMatrix.V1, 100).row(1, new long[2]);
    long one = shared.memoryOctets();
    shared.rows(ParityMatrix.V1, 100).row(1, new long[2]);

    assertThat(one).isPositive();
    assertThat(shared.memoryOctets()).isEqualTo(one);
  }

  @Test
  void threadsMayShareThem() {
    SharedParityRows shared = new SharedParityRows(4000);
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i ->
                assertSame(
                    ParityMatrix.V2.rows(90 + i % 3), shared.rows(ParityMatrix.V2, 90 + i % 3)));
    assertThat(shared.memoryOctets()).isLessThanOrEqualTo(4000);
  }

  private static void assertSame(ParityRows expected, ParityRows rows) {
    assertThat(rows.columns()).isEqualTo(expected.columns());
    for (int n = 1; n <= 20; n++) {
      long[] wanted = new long[3];
      long[] got = {-1, -1, -1};
      expected.row(n, wanted);
      rows.row(n, got);
      assertThat(got).isEqualTo(wanted);
    }
  }
}
