package dev.fuota.boot.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootConfig;
import dev.fuota.boot.Strategy;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the C library loses by pairs of clean cuts while it reverts (PairsOfCutsTest counts them)
 * the torture finds as well, and in the default modes on the same flash it finds nothing.
 */
class LetterModeTest {
  private static final FlashProfile PART =
      new FlashProfile(
          "small, no ECC", new Geometry(1024, 64, 8, 0xff), false, Duration.ZERO, Duration.ZERO);
  private static final Layout LAYOUT = Layout.forMcuboot(PART, 2048);
  private static final long CLEAN_PAIRS = 25_000;

  private static ScenarioResult reverted(BootConfig config) {
    return Torture.of(LAYOUT)
        .bootloader(config)
        .update(SmallUpdate.OLD, SmallUpdate.NEW)
        .scenarios(List.of(Scenario.REVERTED))
        .seeds(1)
        .pairs(CLEAN_PAIRS)
        .random(0, 1)
        .threads(2)
        .run()
        .scenarios()
        .get(0);
  }

  private static Set<Violation> afterCleanPairs(ScenarioResult result) {
    return result.failures().stream()
        .filter(failure -> failure.key().cuts().size() == 2)
        .filter(failure -> failure.key().cuts().stream().allMatch(c -> Cuts.isClean(c.tear())))
        .map(Failure::violation)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"SWAP_SCRATCH, LOST_REVERT", "SWAP_OFFSET, DEAD"})
  @DisplayName("To the letter of MCUboot a pair of clean cuts loses a revert or kills the device")
  void aPairOfCleanCutsIsFound(Strategy strategy, Violation violation) {
    BootConfig config = BootConfig.of(strategy, SmallUpdate.KEYS).likeMcuboot();
    assertThat(afterCleanPairs(reverted(config))).contains(violation);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SWAP_SCRATCH", "SWAP_MOVE", "SWAP_OFFSET"})
  @DisplayName("Our own modes lose nothing there")
  void ourModesLoseNothing(Strategy strategy) {
    ScenarioResult result = reverted(BootConfig.of(strategy, SmallUpdate.KEYS));
    assertThat(result.failures()).isEmpty();
    assertThat(result.figures().cleanPairs()).isGreaterThan(1000);
  }
}
