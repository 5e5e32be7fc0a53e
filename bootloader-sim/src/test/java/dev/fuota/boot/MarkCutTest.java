package dev.fuota.boot;

import static dev.fuota.boot.TestDevice.TALKATIVE;
import static dev.fuota.boot.TestImages.KEY;
import static dev.fuota.boot.TestImages.OTHER_CLASS_ID;
import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static dev.fuota.boot.TestImages.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts while an image is written and marked, and while a bad one loses its mark. */
class MarkCutTest {
  private static final int SEEDS = 8;
  private static final Bytes OLD = good(V1, 100);
  private static final Bytes NEW = good(V2, 120);
  private static final Bytes FOREIGN =
      image(V2, 100).securityCounter(2).classId(OTHER_CLASS_ID).sign(KEY);

  /** What happens to a device until the power goes, and after. */
  private static void cutEverywhere(
      TestDevice start, Tear tear, Consumer<TestDevice> doing, Consumer<TestDevice> after) {
    TestDevice clean = start.fork(1);
    doing.accept(clean);
    for (long operation = 1; operation <= clean.power.operations(); operation++) {
      for (int seed = 0; seed < SEEDS; seed++) {
        TestDevice device = start.fork(seed);
        device.power.cutAt(operation, tear);
        try {
          doing.accept(device);
        } catch (PowerLoss expected) {
          device.power.restore();
        }
        after.accept(device);
      }
    }
  }

  private static void assertQuiet(TestDevice device, BootResult last) {
    long before = device.power.operations();
    Started again = (Started) device.boot();
    assertThat(again.version()).isEqualTo(((Started) last).version());
    assertThat(again.refused()).isEqualTo(last.refused());
    assertThat(device.power.operations()).isEqualTo(before);
  }

  private static TestDevice running() {
    TestDevice device = TestDevice.with(TALKATIVE, OLD);
    device.boot();
    return device;
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  @DisplayName("PF-01, PF-04: a cut while the application writes and marks an image")
  void anImageCutWhileItIsMarkedIsInstalledWholeOrNotAtAll(Tear tear) {
    cutEverywhere(
        running(),
        tear,
        device -> device.stage(NEW),
        device -> {
          BootResult result = device.boot();
          assertThat(((Started) result).version()).isIn(V1, V2);
          assertQuiet(device, result);
          device.stage(NEW);
          assertThat(((Started) device.boot()).version()).isEqualTo(V2);
        });
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  @DisplayName("PF-05: a cut while a bad image is unmarked")
  void anImageCutWhileItIsUnmarkedStaysRefused(Tear tear) {
    cutEverywhere(
        running().stage(FOREIGN),
        tear,
        TestDevice::boot,
        device -> {
          BootResult result = device.boot();
          assertThat(((Started) result).version()).isEqualTo(V1);
          assertThat(result.refused().orElseThrow()).startsWith("WRONG_HARDWARE: ");
          assertQuiet(device, result);
          assertThat(device.flash.wear(2)).isZero();
          device.stage(NEW);
          BootResult next = device.boot();
          assertThat(((Started) next).version()).isEqualTo(V2);
          assertThat(next.refused()).isEmpty();
        });
  }
}
