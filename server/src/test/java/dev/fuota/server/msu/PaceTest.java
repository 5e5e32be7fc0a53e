package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.DeviceParameters;
import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long MS = 1_000_000;

  private static Pace pace(MsuPace bounds, int deviceMs) {
    DeviceParameters parameters = new DeviceParameters(deviceMs, 0, 0, 2, 2, 10, 32);
    return new Pace(bounds, parameters, 1366, 100 * MS);
  }

  private static Pace tenMs() {
    return pace(new MsuPace(Duration.ZERO, 0, false), 10);
  }

  @Test
  @DisplayName(
      "The spacing is the largest of the device's delay, the floor and what the rate demands")
  void largestOfThree() {
    assertThat(tenMs().spacing()).isEqualTo(10 * MS);
    assertThat(pace(new MsuPace(Duration.ofMillis(12), 0, false), 10).spacing()).isEqualTo(12 * MS);
    // 8 · (1366 + 54) bit at 1 Mbit/s
    assertThat(pace(new MsuPace(Duration.ZERO, 1_000_000, false), 10).spacing())
        .isEqualTo(11_360_000);
  }

  @Test
  @DisplayName("After a pause two frames may follow each other, and no third")
  void noBursts() {
    Pace pace = pace(new MsuPace(Duration.ofMillis(10), 0, false), 0);
    assertThat(pace.delay(0)).isZero();
    pace.sent(0);
    assertThat(pace.delay(0)).isEqualTo(10 * MS);
    pace.sent(1000 * MS);
    assertThat(pace.delay(1000 * MS)).isZero();
    pace.sent(1000 * MS);
    assertThat(pace.delay(1000 * MS)).isEqualTo(10 * MS);
  }

  @Test
  @DisplayName("A delay that a device demands holds after a pause too")
  void deviceDelay() {
    Pace pace = tenMs();
    pace.sent(0);
    pace.sent(1000 * MS);
    assertThat(pace.delay(1000 * MS)).isEqualTo(10 * MS);
  }

  // MSU-X35
  @Test
  @DisplayName("Loss above 10 % slows by half, above 2 % by a tenth, and a calm time makes faster")
  void risesAndFalls() {
    Pace pace = tenMs();
    pace.onChunk(0.12);
    assertThat(pace.spacing()).isEqualTo(15 * MS);
    pace.onChunk(0.09);
    assertThat(pace.spacing()).isEqualTo((long) (16.5 * MS));
    pace.onChunk(0.015);
    assertThat(pace.spacing()).isEqualTo((long) (16.5 * MS));
    for (int i = 0; i < 3; i++) {
      pace.onChunk(0.009);
    }
    assertThat(pace.spacing()).isEqualTo((long) (16.5 * MS));
    pace.onChunk(0.009);
    assertThat(pace.spacing()).isEqualTo((long) (16.5 * MS * 0.9));
  }

  // MSU-X35
  @Test
  @DisplayName("It is never slower than a frame a second, nor faster than its floor")
  void bounds() {
    Pace pace = tenMs();
    for (double loss = 0.9; loss > 0.12; loss *= 0.9) {
      pace.onChunk(loss); // it falls as the pace falls: the line is jammed
    }
    assertThat(pace.spacing()).isEqualTo(1000 * MS);
    IntStream.range(0, 1000).forEach(i -> pace.onChunk(0));
    assertThat(pace.spacing()).isEqualTo(10 * MS);
  }

  // MSU-X35
  @Test
  @DisplayName(
      "Loss that slowness does not mend is the line's own, and slows nothing down for ever")
  void lineLoss() {
    Pace pace = tenMs();
    IntStream.range(0, 300).forEach(i -> pace.onChunk(0.05));
    assertThat(pace.spacing()).isEqualTo(10 * MS);
    pace.onChunk(0.2);
    assertThat(pace.spacing()).isEqualTo(15 * MS);
  }

  @Test
  @DisplayName("Without a floor loss still slows it down")
  void fromNothing() {
    Pace pace = pace(new MsuPace(Duration.ZERO, 0, false), 0);
    assertThat(pace.spacing()).isZero();
    pace.onChunk(0.5);
    assertThat(pace.spacing()).isEqualTo(1500);
  }

  @Test
  @DisplayName(
      "A TCP-fair pace follows RFC 4654: at 1 % loss and 100 ms about 11.2 frames each 100 ms")
  void tcpFair() {
    Pace pace = pace(new MsuPace(Duration.ZERO, 0, true), 0);
    IntStream.range(0, 100).forEach(i -> pace.onChunk(0.01));
    // sqrt(2·0.01/3) + 12·sqrt(3·0.01/8)·0.01·(1 + 32·0.0001) = 0.081650 + 0.007372 = 0.089022
    assertThat(pace.spacing()).isCloseTo(8_902_200, Offset.offset(20_000L));
  }
}
