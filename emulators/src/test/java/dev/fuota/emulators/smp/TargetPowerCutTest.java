package dev.fuota.emulators.smp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.mcuboot.McubootMode;
import dev.fuota.drivers.smp.TargetResult;
import dev.fuota.drivers.smp.TargetResult.Failed;
import dev.fuota.drivers.smp.TargetResult.Runs;
import dev.fuota.drivers.smp.TargetSettings.Mode;
import dev.fuota.hal.sim.Tear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The target's supply fails at every flash operation of an upload and of the exchange after it. */
class TargetPowerCutTest {

  @ParameterizedTest(name = "{0}, the operation is left {1}")
  @CsvSource({
    "SWAP_MOVE, NOTHING",
    "SWAP_MOVE, TORN",
    "SWAP_SCRATCH, FIRST_PART",
    "OVERWRITE_ONLY, TORN",
  })
  void endsWithTheOldOrTheNewImageWhole(McubootMode mode, Tear left) {
    TargetBuild build = Bench.build().withMode(mode);
    long operations = operations(build, Mode.APPLICATION);
    int installed = 0;
    for (long cut = 1; cut <= operations; cut++) {
      Bench bench = Bench.of(build, Mode.APPLICATION);
      bench.power.cutAt(bench.power.operations() + cut, left);
      TargetResult result = bench.install(Bench.NEW);
      bench.settle();
      assertThat(bench.log).as("cut at %d of %d", cut, operations).contains("lost its supply");
      assertThat(bench.target.running().orElseThrow())
          .as("cut at %d of %d: %s, %s", cut, operations, result, bench.log)
          .isIn(Bench.OLD_VERSION, Bench.NEW_VERSION);
      if (result instanceof Failed) {
        assertThat(bench.target.running()).hasValue(Bench.OLD_VERSION);
      } else {
        assertThat(result).isInstanceOf(Runs.class);
        assertThat(bench.target.running()).hasValue(Bench.NEW_VERSION);
        installed++;
      }
    }
    assertThat(installed).isGreaterThan((int) operations * 9 / 10);
  }

  @Test
  void serialRecoveryEndsWithTheNewImageWhereverThePowerGoes() {
    for (Tear left : Tear.values()) {
      long operations = operations(Bench.build(), Mode.RECOVERY);
      for (long cut = 1; cut <= operations; cut++) {
        Bench bench = Bench.of(Bench.build(), Mode.RECOVERY);
        bench.power.cutAt(bench.power.operations() + cut, left);
        assertThat(bench.install(Bench.NEW)).isEqualTo(new Runs(Bench.NEW_VERSION, false));
        bench.resetTarget();
        assertThat(bench.target.running()).hasValue(Bench.NEW_VERSION);
      }
    }
  }

  private static long operations(TargetBuild build, Mode mode) {
    Bench bench = Bench.of(build, mode);
    long before = bench.power.operations();
    assertThat(bench.install(Bench.NEW)).isInstanceOf(Runs.class);
    return bench.power.operations() - before;
  }
}
