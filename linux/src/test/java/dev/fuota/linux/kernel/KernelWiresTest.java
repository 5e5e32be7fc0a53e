package dev.fuota.linux.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.drivers.board.Board;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KernelWiresTest {
  @Test
  void thisMachineHasNoWiresAndSaysSo() {
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH)) {
      assertThatThrownBy(() -> KernelWires.radio(Board.KNOWN.get(0), loop))
          .isInstanceOf(BusFault.class)
          .hasMessageContaining("dtparam=spi=on");
      assertThatThrownBy(() -> KernelWires.handshake(5, 6, 13, loop))
          .isInstanceOf(BusFault.class)
          .hasMessageContaining("fuota doctor --mode spi");
    }
  }
}
