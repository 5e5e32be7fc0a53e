package dev.fuota.hal.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WearTest {
  private static final int SECTORS = 12;

  @Test
  void whateverIsErasedInWhateverOrderEachSectorHasItsOwnCount() {
    Random random = new Random(1);
    Wear wear = Wear.NONE;
    int[] expected = new int[SECTORS];
    for (int i = 0; i < 5000; i++) {
      int sector = random.nextInt(SECTORS);
      int erases = random.nextInt(4) == 0 ? random.nextInt(3) : expected[sector] + 1;
      Wear before = wear;
      wear = wear.with(sector, erases);
      assertThat(shown(before)).as("before step %d", i).isEqualTo(expected);
      expected[sector] = erases;
      assertThat(shown(wear)).as("step %d", i).isEqualTo(expected);
      assertThat(wear.max()).isEqualTo(Arrays.stream(expected).max().orElseThrow());
    }
  }

  private static int[] shown(Wear wear) {
    return IntStream.range(0, SECTORS).map(wear::of).toArray();
  }
}
