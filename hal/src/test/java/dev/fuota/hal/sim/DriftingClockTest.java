package dev.fuota.hal.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftingClockTest {
  private static final Instant WRONG = Instant.parse("1980-01-06T00:00:00Z");

  private final Simulation world = new Simulation(1);

  @ParameterizedTest(name = "{0} ppm in a day: {1} ms")
  @CsvSource({
    "0, 0",
    "20, 1728",
    "-20, -1728",
    "0.5, 43.2",
    "100000, 8640000",
    "-100000, -8640000"
  })
  void aDayShowsTheDrift(double ppm, double millis) {
    DriftingClock clock = new DriftingClock(world, WRONG, ppm);
    world.run(Duration.ofDays(1));
    Duration off = Duration.between(WRONG.plus(Duration.ofDays(1)), clock.instant());
    assertThat(off).isEqualTo(Duration.ofNanos(Math.round(millis * 1e6)));
  }

  @Test
  void tenYearsDoNotOverflow() {
    DriftingClock clock = new DriftingClock(world, WRONG, 40);
    world.run(Duration.ofDays(3650));
    Duration shown = Duration.between(WRONG, clock.instant());
    assertThat(shown).isEqualTo(Duration.ofDays(3650).plusNanos(315_360_000L * 40_000));
  }

  @Test
  void aFastClockWaitsLessOfTheWorldsTime() {
    DriftingClock fast = new DriftingClock(world, WRONG, 100_000);
    List<Instant> at = new ArrayList<>();
    fast.after(Duration.ofSeconds(11), () -> at.add(world.instant()));
    world.run(Duration.ofSeconds(11));
    assertThat(at).containsExactly(Simulation.START.plusSeconds(10));
  }

  @ParameterizedTest(name = "{0} ppm")
  @ValueSource(doubles = {0, 0.001, 13.7, 40, -40, -0.3, 99_999.999, -99_999.999})
  void aTimerFiresAtTheFirstInstantAtWhichItsClockHasCountedTheDelay(double ppm) {
    DriftingClock clock = new DriftingClock(world, WRONG, ppm);
    for (long nanos : new long[] {0, 1, 7, 999_999_999, 1_000_000_000, 86_400_000_000_001L}) {
      Instant due = clock.instant().plusNanos(nanos);
      List<Instant> shown = new ArrayList<>();
      clock.after(Duration.ofNanos(nanos), () -> shown.add(clock.instant()));
      world.runUntil(() -> !shown.isEmpty());
      // One nanosecond of the world's is at most 1.1 of this clock's, rounded: never two late.
      assertThat(shown.get(0)).isBetween(due, due.plusNanos(1));
    }
  }

  @Test
  void stoppingDropsWhatWasScheduledAndNothingElse() {
    DriftingClock clock = new DriftingClock(world, WRONG, 0);
    DriftingClock other = new DriftingClock(world, WRONG, 0);
    List<String> happened = new ArrayList<>();
    clock.after(Duration.ofSeconds(1), () -> happened.add("dropped"));
    other.after(Duration.ofSeconds(1), () -> happened.add("other"));
    clock.stop();
    clock.after(Duration.ofSeconds(2), () -> happened.add("later"));
    world.run(Duration.ofSeconds(3));
    assertThat(happened).containsExactly("other", "later");
  }

  @Test
  void oneTaskCanBeCancelled() {
    DriftingClock clock = new DriftingClock(world, WRONG, 0);
    List<String> happened = new ArrayList<>();
    clock.after(Duration.ofSeconds(1), () -> happened.add("cancelled")).cancel();
    world.run(Duration.ofSeconds(3));
    assertThat(happened).isEmpty();
  }

  @Test
  void absurdDriftsAndDelaysAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DriftingClock(world, WRONG, 1e6));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftingClock(world, WRONG, Double.NaN));
    DriftingClock clock = new DriftingClock(world, WRONG, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.after(Duration.ofNanos(-1), () -> {}));
  }
}
