package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.agent.rig.Update;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole updates of one device over its real MAC, flash and NVM. */
class UpdateTest {
  // TS006-12
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 7})
  @DisplayName("TR-04..TR-13, TR-16: a device goes from version 1 to version 2 and reports it")
  void updates(long seed) {
    Update update = new Update(seed, 3000).all();
    assertThat(update.device.status().running()).contains(Firmware.V2);
    assertThat(update.device.count(AgentEvent.ImageReady.class)).isEqualTo(1);
    assertThat(update.device.count(AgentEvent.ImageInstalled.class)).isEqualTo(1);
    assertThat(update.device.count(AgentEvent.VersionReported.class)).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "An update costs at most 30 NVM writes, and one cell of the log for each useful fragment")
  void isCheap() {
    Update update = new Update(7, 3000).all();
    assertThat(update.device.nvmWrites).isLessThanOrEqualTo(30);
    long stored = update.storedNumbers().length;
    assertThat(stored).isEqualTo(update.fragments.count());
    int log = 1 + 16 + 16; // 67 cells of 64 octets, 32 a sector
    int erased = IntStream.range(log, log + 16).map(update.device.flash::wear).sum();
    assertThat(erased).as("sectors of the log").isEqualTo(3);
  }
}
