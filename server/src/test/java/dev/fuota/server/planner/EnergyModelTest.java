package dev.fuota.server.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnergyModelTest {
  @Test
  void eachStateHasItsCurrent() {
    RadioTimes times = new RadioTimes(Duration.ofSeconds(10), Duration.ofSeconds(100));
    // 3 V * (44 mA * 10 s + 16 mA * 100 s + 6 µA * 890 s)
    assertThat(EnergyModel.FUOTASIM.joules(times, Duration.ofSeconds(1000)))
        .isCloseTo(6.13602, within(1e-9));
  }
}
