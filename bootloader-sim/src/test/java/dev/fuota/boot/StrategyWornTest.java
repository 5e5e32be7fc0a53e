package dev.fuota.boot;

import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.Life.Ending;
import dev.fuota.boot.WornFlash.Defect;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.sim.FlashDefect.FailingOperation;
import dev.fuota.protocol.codec.Bytes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sector with a defect at every place, and an operation that fails at every moment. */
@DisplayName("HW-01: what fails is named, and an image runs where the strategy has one")
class StrategyWornTest {
  private static final Bytes OLD = good(V1, 200);
  private static final Bytes NEW = good(V2, 350);
  private static final int BOOTS = 6;

  /** The sector in which the waiting image is marked. */
  private static final int TRAILER = 2 * Rig.SMALL.slot().size() - 1;

  /** Behind the scratch. */
  private static final int JOURNAL = TRAILER + 2;

  static Stream<Arguments> everyStrategyAndDefect() {
    return Arrays.stream(Strategy.values())
        .flatMap(
            strategy ->
                Arrays.stream(Defect.values()).map(defect -> Arguments.of(strategy, defect)));
  }

  private static Rig marked(Strategy strategy, boolean trial) {
    Rig rig = Rig.with(Rig.SMALL, strategy, OLD);
    rig.put(rig.download(BootSlot.PRIMARY), NEW);
    ApplicationMarks marks = new ApplicationMarks(rig.download(BootSlot.PRIMARY));
    if (trial) {
      marks.markTest();
    } else {
      marks.markPermanent();
    }
    return rig.fork(1);
  }

  private static void assertWhole(Rig rig, Started started, String what) {
    Bytes image = started.version().equals(V1) ? OLD : NEW;
    Flash slot = rig.partitions.slot(started.slot());
    assertThat(Rig.read(slot, image.length())).as(what).isEqualTo(image.toArray());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyStrategyAndDefect")
  void aSectorWithADefect(Strategy strategy, Defect defect) {
    Rig start = marked(strategy, false);
    for (int sector = 0; sector < start.flash.geometry().sectorCount(); sector++) {
      Rig rig = start.fork(sector);
      WornFlash worn = new WornFlash(rig.flash, sector, defect);
      BootResult result = rig.boot(worn);
      for (int boot = 1; boot < BOOTS; boot++) {
        judge(rig, result, sector, defect);
        result = rig.boot(worn);
      }
      if (sector >= JOURNAL) {
        assertThat(((Started) result).version())
            .as("sector %d of the journal", sector)
            .isEqualTo(V2);
      }
      // A journal that takes nothing any more may be tried again; images are left alone.
      int[] before = wearOfImages(rig);
      assertThat(rig.boot(worn)).as("sector %d", sector).isEqualTo(result);
      assertThat(wearOfImages(rig)).as("sector %d", sector).isEqualTo(before);
    }
  }

  private static int[] wearOfImages(Rig rig) {
    return IntStream.range(0, TRAILER).map(rig.flash::wear).toArray();
  }

  private static void judge(Rig rig, BootResult result, int sector, Defect defect) {
    String what = "sector " + sector + ": " + result;
    boolean ofTheRunningImage = sector <= Rig.SMALL.slot().size() - 1;
    String named = "sector " + sector + " of the primary slot cannot be written";
    if (result instanceof Started started) {
      assertWhole(rig, started, what);
      boolean unmarked = defect == Defect.READ_FAULT && sector == TRAILER;
      assertThat(started.version().equals(V2) || started.refused().isPresent() || unmarked)
          .as("%s: named", what)
          .isTrue();
      return;
    }
    // No other place to run from, and this one cannot be written any more: not even by the old.
    assertThat(rig.config.strategy().runsFromBoth()).as(what).isFalse();
    assertThat(ofTheRunningImage).as(what).isTrue();
    assertThat(result.refused()).as(what).contains(named);
    boolean swapped = rig.config.strategy().isSwap();
    assertThat(swapped && defect == Defect.ERASE_FAULT).as("%s: the old image", what).isFalse();
  }

  static Stream<Arguments> everyStrategyAndEnding() {
    return Arrays.stream(Strategy.values())
        .flatMap(
            strategy ->
                Arrays.stream(Ending.values())
                    .filter(ending -> strategy.canRevert() || ending == Ending.PERMANENT)
                    .map(ending -> Arguments.of(strategy, ending)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyStrategyAndEnding")
  @DisplayName("an operation that fails once does not lose the update, nor the way back")
  void anOperationThatFails(Strategy strategy, Ending ending) {
    Rig start = marked(strategy, ending != Ending.PERMANENT);
    long operations = operations(start, ending);
    for (long failing = 1; failing <= operations; failing++) {
      Rig rig = start.fork(failing);
      rig.flash.inject(new FailingOperation(failing));
      live(rig, ending, "operation " + failing);
    }
  }

  private static long operations(Rig start, Ending ending) {
    Rig clean = start.fork(1);
    live(clean, ending, "none");
    return clean.power.operations();
  }

  /** Boots until nothing changes any more; the application confirms itself as often as it needs. */
  private static void live(Rig rig, Ending ending, String what) {
    Optional<Started> last = Optional.empty();
    for (int boot = 0; boot < BOOTS; boot++) {
      BootResult result = rig.boot();
      assertThat(result).as(what).isInstanceOf(Started.class);
      Started started = (Started) result;
      assertWhole(rig, started, what);
      if (started.trial() && ending == Ending.CONFIRMED) {
        confirm(rig.partitions.slot(started.slot()));
      }
      last = Optional.of(started);
    }
    assertThat(last.orElseThrow().version())
        .as("%s: %s", what, last)
        .isEqualTo(ending == Ending.REVERTED ? V1 : V2);
    assertThat(last.orElseThrow().trial()).as(what).isFalse();
    long before = rig.power.operations();
    assertThat(rig.boot()).as(what).isEqualTo(last.orElseThrow());
    assertThat(rig.power.operations()).as(what).isEqualTo(before);
  }

  private static void confirm(Flash slot) {
    try {
      new ApplicationMarks(slot).confirm();
    } catch (FlashFault failed) {
      // It tries again at its next start.
    }
  }
}
