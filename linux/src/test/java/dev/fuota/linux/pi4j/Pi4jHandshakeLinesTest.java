package dev.fuota.linux.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.io.gpio.digital.DigitalState;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.serial.HandshakeLines;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class Pi4jHandshakeLinesTest {
  private final FakeHeader header = new FakeHeader();

  @Test
  void commandIsActiveLowAndTheOthersAreHeard() {
    int[] changes = new int[1];
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH);
        HandshakeLines lines = Pi4jHandshakeLines.open(5, 6, 13, loop, header.providers())) {
      assertThat(header.log).contains("GPIO5 HIGH");
      lines.command(true);
      assertThat(header.log).endsWith("GPIO5 LOW");
      lines.onChange(() -> changes[0]++);
      header.edge(6, DigitalState.HIGH);
      header.edge(13, DigitalState.HIGH);
      assertThat(lines.busy()).isTrue();
      assertThat(lines.eventPending()).isTrue();
      header.edge(13, DigitalState.LOW);
      assertThat(lines.eventPending()).isFalse();
      assertThat(changes[0]).isZero();
      loop.post(loop::stop);
      loop.run();
    }
    assertThat(changes[0]).isEqualTo(3);
  }

  @Test
  void saysWhichPinIsTaken() {
    header.refused.add(6);
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH)) {
      assertThatThrownBy(() -> Pi4jHandshakeLines.open(5, 6, 13, loop, header.providers()))
          .isInstanceOf(BusFault.class)
          .hasMessageContaining("GPIO6");
    }
  }

  @Test
  void thisMachineHasNoPinsAndSaysSo() {
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH)) {
      assertThatThrownBy(() -> Pi4jHandshakeLines.open(5, 6, 13, loop))
          .isInstanceOf(BusFault.class)
          .hasMessageContaining("Raspberry Pi");
    }
  }
}
