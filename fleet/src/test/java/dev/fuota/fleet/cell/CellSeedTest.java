package dev.fuota.fleet.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellSeedTest {

  @ParameterizedTest
  @CsvSource({
    "0, 6457827717110365317",
    "1, 3203168211198807973",
    "2, 9817491932198370423",
    "3, 4593380528125082431",
    "4, 16408922859458223821"
  })
  @DisplayName("The sequence that splitmix64.c by S. Vigna gives for the seed 1234567")
  void knownAnswers(int cell, String expected) {
    assertThat(Long.toUnsignedString(CellSeed.of(1234567, cell))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x0123_4567_89ab_cdefL})
  @DisplayName("Java's own SplittableRandom is the same sequence")
  void asJavaHasIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int cell = 0; cell < 100; cell++) {
      assertThat(CellSeed.of(seed, cell)).isEqualTo(random.nextLong());
    }
  }
}
