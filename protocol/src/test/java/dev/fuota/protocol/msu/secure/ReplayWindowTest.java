package dev.fuota.protocol.msu.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
  private static final boolean DATA = true;

  @Test
  void theOldestOf1024FramesIsKnown() {
    ReplayWindow window = new ReplayWindow(0);
    for (long counter = 2; counter <= 2 * 1024; counter += 2) {
      window.use(counter, DATA);
    }

    assertThat(window.isNew(2, DATA)).isFalse();
    assertThat(window.isNew(1, DATA)).isTrue();
    window.use(2050, DATA); // and 2 falls out
    assertThat(window.isNew(1, DATA)).isFalse();
    assertThat(window.isNew(2, DATA)).isFalse();
    assertThat(window.isNew(3, DATA)).isTrue();
  }

  @Test
  void nothingIsNewThatWasUsedBeforeARestart() {
    ReplayWindow before = new ReplayWindow(0);
    before.use(7, DATA);
    before.use(5, !DATA);
    ReplayWindow window = new ReplayWindow(before.newest());

    assertThat(window.isNew(7, DATA)).isFalse();
    assertThat(window.isNew(6, !DATA)).isFalse();
    assertThat(window.isNew(8, DATA)).isTrue();
    assertThat(window.isNew(8, !DATA)).isTrue();
  }

  @Test
  void countersHaveNoSign() {
    ReplayWindow window = new ReplayWindow(Long.MAX_VALUE);

    assertThat(window.isNew(Long.MIN_VALUE, DATA)).isTrue();
    assertThat(window.isNew(-1, !DATA)).isTrue();
    window.use(-1, DATA);
    assertThat(window.newest()).isEqualTo(-1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void noCounterIsNewTwice(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ReplayWindow window = new ReplayWindow(0);
    Set<Long> used = new HashSet<>();
    List<Long> refused = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      long counter = Math.max(1, i - random.nextLong(3_000)) << 16;
      if (window.isNew(counter, DATA)) {
        window.use(counter, DATA);
        assertThat(used.add(counter)).isTrue();
      } else if (!used.contains(counter)) {
        refused.add(counter); // too old to tell
      }
    }
    assertThat(used).hasSizeGreaterThan(5_000);
    assertThat(refused).isNotEmpty();
  }
}
