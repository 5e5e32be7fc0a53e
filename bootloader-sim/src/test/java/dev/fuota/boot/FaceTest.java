package dev.fuota.boot;

import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootResult.Stuck;
import dev.fuota.hal.flash.Flash;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FaceTest {
  private static final ImageVersion V3 = new ImageVersion(3, 0, 0, 0);
  private static final Bytes OLD = good(V1, 200);
  private static final Bytes NEW = good(V2, 140);

  private static Rig onTrial(Strategy strategy) {
    Rig rig = Rig.with(Rig.SMALL, strategy, OLD);
    rig.put(rig.download(BootSlot.PRIMARY), NEW);
    new ApplicationMarks(rig.download(BootSlot.PRIMARY)).markTest();
    assertThat(((Started) rig.boot()).trial()).isTrue();
    return rig;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Strategy.class,
      names = {"AB", "SWAP_SCRATCH", "SWAP_MOVE", "SWAP_OFFSET", "DIRECT_XIP"})
  @DisplayName("TR-01: a download over the old image during a trial is not installed unasked")
  void aDownloadDuringATrialNeverRunsInPlaceOfTheOldImage(Strategy strategy) {
    Rig rig = onTrial(strategy);
    BootSlot running = strategy.runsFromBoth() ? BootSlot.SECONDARY : BootSlot.PRIMARY;
    Bytes other = good(V3, 150);
    rig.put(rig.download(running), other);
    for (int boot = 0; boot < 6; boot++) {
      assertThat(((Started) rig.boot()).version()).isEqualTo(V2);
    }
    assertThat(rig.boot().refused().orElseThrow()).startsWith("NO_FALLBACK: ");
  }

  private static Rig markedDuringTrial(Strategy strategy) {
    Rig rig = onTrial(strategy);
    Flash download = rig.download(running(strategy));
    rig.put(download, good(V3, 150));
    new ApplicationMarks(download).markPermanent();
    return rig;
  }

  private static BootSlot running(Strategy strategy) {
    return strategy.runsFromBoth() ? BootSlot.SECONDARY : BootSlot.PRIMARY;
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Strategy.class,
      names = {"AB", "SWAP_SCRATCH", "SWAP_MOVE", "SWAP_OFFSET", "DIRECT_XIP"})
  @DisplayName("TR-01: what is marked during a trial waits for its end, and is an update then")
  void anImageMarkedDuringATrialWaitsForItsEnd(Strategy strategy) {
    Rig rig = markedDuringTrial(strategy);
    Started again = (Started) rig.boot();
    assertThat(again.version()).isEqualTo(V2);
    assertThat(again.trial()).isTrue();
    Started kept = (Started) rig.boot();
    assertThat(kept.version()).isEqualTo(V2);
    assertThat(kept.trial()).isFalse();
    assertThat(kept.refused().orElseThrow()).startsWith("NO_FALLBACK: ");
    assertInstalled(rig);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Strategy.class,
      names = {"AB", "SWAP_SCRATCH", "SWAP_MOVE", "SWAP_OFFSET", "DIRECT_XIP"})
  void anImageMarkedDuringATrialReplacesOneThatIsConfirmedOrDamaged(Strategy strategy) {
    Rig confirmed = markedDuringTrial(strategy);
    new ApplicationMarks(confirmed.partitions.slot(running(strategy))).confirm();
    assertInstalled(confirmed);
    Rig damaged = markedDuringTrial(strategy);
    damaged.flip(damaged.partitions.slot(running(strategy)), 50);
    assertInstalled(damaged);
  }

  private static void assertInstalled(Rig rig) {
    Started third = (Started) rig.boot();
    assertThat(third.version()).isEqualTo(V3);
    assertThat(third.installed()).isTrue();
    assertThat(((Started) rig.boot()).version()).isEqualTo(V3);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Strategy.class,
      names = {"AB", "SWAP_SCRATCH", "SWAP_MOVE", "SWAP_OFFSET", "DIRECT_XIP"})
  void anImageThatIsDamagedOnTrialGivesWayAtOnce(Strategy strategy) {
    Rig rig = onTrial(strategy);
    rig.flip(
        rig.partitions.slot(strategy.runsFromBoth() ? BootSlot.SECONDARY : BootSlot.PRIMARY), 50);
    Started back = (Started) rig.boot();
    assertThat(back.version()).isEqualTo(V1);
    assertThat(back.refused().orElseThrow()).startsWith("REVERTED: ");
    assertThat(((Started) rig.boot()).version()).isEqualTo(V1);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  @DisplayName("IM-01: a flipped bit of a marked image is noticed, and nothing but the mark erased")
  void aFlippedBitIsNoticed(Strategy strategy) {
    Rig rig = Rig.with(Rig.SMALL, strategy, OLD);
    rig.put(rig.download(BootSlot.PRIMARY), NEW);
    new ApplicationMarks(rig.download(BootSlot.PRIMARY)).markPermanent();
    rig.flip(rig.download(BootSlot.PRIMARY), 60);
    int wear = rig.flash.wear(0);
    Started started = (Started) rig.boot();
    assertThat(started.version()).isEqualTo(V1);
    assertThat(started.refused().orElseThrow()).startsWith("BAD_HASH: ");
    assertThat(rig.flash.wear(0)).isEqualTo(wear);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Strategy.class)
  @DisplayName("TR-04: both slots bad ends in a named state, without wear")
  void withBothSlotsBadNothingStarts(Strategy strategy) {
    Rig rig = Rig.with(Rig.SMALL, strategy, OLD);
    rig.flip(rig.partitions.primary(), 60);
    BootResult result = rig.boot();
    assertThat(result).isInstanceOf(Stuck.class);
    long before = rig.power.operations();
    assertThat(rig.boot()).isEqualTo(result);
    assertThat(rig.power.operations()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Strategy.class,
      mode = Mode.EXCLUDE,
      names = {"AB", "IN_PLACE"})
  void mcubootsModesStandBehindTheSameFace(Strategy strategy) {
    Rig rig = Rig.with(Rig.Shape.equal(1024, 12, 8, 0xff, false), strategy, OLD);
    rig.put(rig.download(BootSlot.PRIMARY), NEW);
    new ApplicationMarks(rig.download(BootSlot.PRIMARY), true).markPermanent();
    Bootloader loader = new Bootloader(rig.partitions, rig.config.likeMcuboot());
    assertThat(((Started) loader.boot()).version()).isEqualTo(V2);
  }

  @Test
  void mcubootHasNoModeInPlace() {
    Rig rig = Rig.with(Rig.SMALL, Strategy.IN_PLACE, OLD);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bootloader(rig.partitions, rig.config.likeMcuboot()))
        .withMessageContaining("in-place");
  }
}
