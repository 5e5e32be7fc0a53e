package dev.fuota.gateway.concentrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.lorawan.SubBand;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DutyCycleTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3600 * SECOND;
  private static final SubBand BAND = new SubBand(869_400_000, 869_650_000, 100);

  // GW-05
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("A frame is allowed if the hour that ends with it holds no more than the share")
  void asCountedFrameByFrame(long seed) {
    SplittableRandom dice = new SplittableRandom(seed);
    DutyCycle dutyCycle = new DutyCycle();
    List<Span> all = new ArrayList<>();
    int refused = 0;
    long now = 0;
    for (int i = 0; i < 3000; i++) {
      now += dice.nextLong(6 * SECOND);
      long start = now + dice.nextLong(dice.nextInt(5) == 0 ? 60 * SECOND : SECOND);
      Span span = new Span(start, start + 1 + dice.nextLong(2 * SECOND));
      if (all.stream().anyMatch(span::overlaps)) {
        continue; // the transmitter is taken
      }
      boolean allowed = used(all, span) + span.length() <= HOUR / 10;
      assertThat(dutyCycle.allows(BAND, span)).isEqualTo(allowed);
      if (allowed) {
        dutyCycle.add(BAND, span, now);
        all.add(span);
      } else {
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 2900);
  }

  /** Of the hour that ends with {@code span}, and behind it. */
  private static long used(List<Span> all, Span span) {
    long from = span.end() - HOUR;
    return all.stream().mapToLong(it -> Math.max(0, it.end() - Math.max(it.start(), from))).sum();
  }
}
