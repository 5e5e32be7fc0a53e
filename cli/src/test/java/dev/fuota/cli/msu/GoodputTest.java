package dev.fuota.cli.msu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodputTest {
  @ParameterizedTest
  @CsvSource({"0, 0 kB/s", "340400, 340 kB/s", "1000000, 1.0 MB/s", "28060000, 28.1 MB/s"})
  void smallOnesAreNoZero(double octets, String words) {
    assertThat(Goodput.words(octets)).isEqualTo(words);
  }
}
