package dev.fuota.fleet.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagTest {
  private final Lag lag = new Lag();

  @Test
  void nothingWasLateAtFirst() {
    assertThat(lag.percentile(0.99)).isZero();
    assertThat(lag.max()).isZero();
  }

  @Test
  void percentilesAreRightToAnEighth() {
    for (int i = 1; i <= 1000; i++) {
      lag.record(Duration.ofMillis(i).toNanos());
    }
    assertThat(lag.events()).isEqualTo(1000);
    assertThat(lag.percentile(0.5)).isBetween(Duration.ofMillis(500), Duration.ofMillis(563));
    assertThat(lag.percentile(0.99)).isBetween(Duration.ofMillis(990), Duration.ofMillis(1000));
    assertThat(lag.percentile(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(lag.max()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void microsecondsHaveClassesOfTheirOwn() {
    for (int i = 0; i < 10; i++) {
      lag.record(i * 1000L);
    }
    assertThat(lag.percentile(0.3)).isEqualTo(Duration.ofNanos(2000));
  }

  @Test
  void whatIsEarlyIsNotLate() {
    lag.record(-5);
    assertThat(lag.max()).isZero();
  }
}
