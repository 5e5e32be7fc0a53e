package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.fragmentation.WearBudget;
import dev.fuota.agent.fragmentation.WearBudget.Load;
import dev.fuota.agent.fragmentation.WearBudget.Wear;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.agent.rig.Update;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.Tear;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NVM-02: whole updates, counted, against what {@link WearBudget} promises. */
class WearBudgetTest {
  private static void assertWithin(Wear used, Wear budget, String partition) {
    assertThat(used.programs())
        .as("programs, %s", partition)
        .isLessThanOrEqualTo(budget.programs());
    assertThat(used.erases()).as("erases, %s", partition).isLessThanOrEqualTo(budget.erases());
  }

  private static Load load(Update update, int downlinks, int resets) {
    int uplinks = update.device.network.uplinks.size();
    return new Load(update.fragments.count(), Update.FRAG_SIZE, 1, downlinks, 0, uplinks, resets);
  }

  private static WearBudget budget(Update update, int downlinks, int resets) {
    return WearBudget.of(
        load(update, downlinks, resets),
        update.device.map.agentNvm().geometry(),
        update.device.map.fragments().geometry(),
        update.device.map.download().geometry());
  }

  @ParameterizedTest(name = "{0} octets")
  @CsvSource({"700", "3000", "15000"})
  @DisplayName("NVM-02: a whole update keeps within the budget, and the budget is no wild guess")
  void keepsWithin(int octets) {
    Update update = new Update(7, octets).download();
    WearBudget download = budget(update, update.device.network.downlinks(), 0);
    assertWithin(update.device.wearOfLog(), download.log(), "log");
    assertThat(update.device.wearOfLog()).as("one cell a fragment").isEqualTo(download.log());
    assertWithin(update.device.wearOfDownload(), download.download(), "download slot");
    update.reboot(Firmware.V2).untilReported();
    WearBudget whole = budget(update, update.device.network.downlinks(), 1);
    assertWithin(update.device.wearOfNvm(), whole.nvm(), "NVM");
    assertThat(whole.nvm().programs()).isLessThan(5 * update.device.wearOfNvm().programs());
  }

  @Test
  @DisplayName("NVM-02: with a power cut now and then, too")
  void keepsWithinWithCuts() {
    Update update = new Update(3, 3000);
    SplittableRandom random = new SplittableRandom(9);
    update.cutsToCome(6, () -> random.nextLong(5, 30), () -> Tear.ALL);
    update.download();
    WearBudget budget = budget(update, update.device.network.downlinks(), 6);
    assertWithin(update.device.wearOfLog(), budget.log(), "log");
    assertWithin(update.device.wearOfDownload(), budget.download(), "download slot");
    assertWithin(update.device.wearOfNvm(), budget.nvm(), "NVM");
  }

  @Test
  @DisplayName("NVM-02: a full slot on the simulated device costs what the document says")
  void documented() {
    Geometry nvm = new Geometry(2048, 8, 8, 0xff);
    Geometry log = new Geometry(2048, 176, 8, 0xff);
    Geometry slot = new Geometry(2048, 128, 8, 0xff);
    WearBudget budget = WearBudget.of(new Load(5400, 48, 1, 60, 4, 640, 1), nvm, log, slot);
    assertThat(budget.log()).isEqualTo(new Wear(5442, 170));
    assertThat(budget.download()).isEqualTo(new Wear(262, 260));
    assertThat(budget.nvm()).isEqualTo(new Wear(167, 12));
  }
}
