package dev.fuota.drivers.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowStatisticsTest {
  private final WindowStatistics windows = new WindowStatistics();

  private void addMicros(long micros) {
    windows.add(Duration.ofNanos(micros * 1000));
  }

  @Test
  void saysNothingOfNoWindows() {
    assertThat(windows.toString()).isEqualTo("no window opened yet");
    assertThat(windows.latest()).isZero();
    assertThat(windows.earliest()).isZero();
    assertThat(windows.average()).isZero();
  }

  @Test
  void knowsExtremesAverageAndPercentiles() {
    for (int i = 0; i < 98; i++) {
      addMicros(40);
    }
    addMicros(-3000);
    addMicros(70_000);
    assertThat(windows.count()).isEqualTo(100);
    assertThat(windows.earliest()).isEqualTo(Duration.ofMillis(-3));
    assertThat(windows.latest()).isEqualTo(Duration.ofMillis(70));
    assertThat(windows.average()).isEqualTo(Duration.ofNanos((98 * 40 - 3000 + 70_000) * 10L));
    assertThat(windows.percentile(0.5)).isEqualTo(Duration.ofNanos(50_000));
    assertThat(windows.percentile(0.99)).isEqualTo(Duration.ofNanos(50_000));
    assertThat(windows.percentile(1)).isEqualTo(Duration.ofMillis(70));
    assertThat(windows.toString())
        .isEqualTo(
            "100 windows, late by 0.709 ms on average, from -3.000 ms to 70.000 ms, 99 % by at"
                + " most 0.050 ms");
  }
}
