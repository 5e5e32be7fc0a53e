package dev.fuota.emulators.smp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.mcuboot.McubootMode;
import dev.fuota.drivers.smp.TargetResult;
import dev.fuota.drivers.smp.TargetResult.Failed;
import dev.fuota.drivers.smp.TargetResult.Runs;
import dev.fuota.drivers.smp.TargetSettings.Mode;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's client, the console, the emulated target and its bootloader together. */
class TargetUpdateTest {
  private static final TargetResult TRIAL = new Runs(Bench.NEW_VERSION, true);
  private static final TargetResult KEPT = new Runs(Bench.NEW_VERSION, false);

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SWAP_MOVE", "SWAP_SCRATCH"})
  void anApplicationRunsTheImageOnTrialAndKeepsItWhenItIsConfirmed(McubootMode mode) {
    Bench bench = Bench.of(Bench.build().withMode(mode), Mode.APPLICATION);
    assertThat(bench.target.running()).hasValue(Bench.OLD_VERSION);
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
    assertThat(bench.target.running()).hasValue(Bench.NEW_VERSION);
    assertThat(bench.confirm(Bench.NEW)).isEqualTo(KEPT);
    bench.resetTarget();
    assertThat(bench.target.running()).hasValue(Bench.NEW_VERSION);
    assertThat(bench.steps)
        .contains("Sending 2.1.3+5, 10083 octets.", "The image is marked for a trial.")
        .contains("The target has 100 % of the image.", "The target keeps the image.");
  }

  @Test
  void overwriteOnlyKnowsNoTrial() {
    Bench bench = Bench.of(Bench.build().withMode(McubootMode.OVERWRITE_ONLY), Mode.APPLICATION);
    assertThat(bench.install(Bench.NEW)).isEqualTo(KEPT);
    assertThat(bench.target.running()).hasValue(Bench.NEW_VERSION);
  }

  @Test
  void whatIsNotConfirmedIsTakenBackAtTheNextReset() {
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
    bench.resetTarget();
    assertThat(bench.target.running()).hasValue(Bench.OLD_VERSION);
    assertThat(bench.confirm(Bench.NEW))
        .isEqualTo(new Failed(false, "the target runs 1.0.0 again"));
  }

  @Test
  void anImageThatDoesNotStartIsReported() {
    TargetBuild build = Bench.build().withStarts(Bench.OLD_VERSION::equals);
    Bench bench = Bench.of(build, Mode.APPLICATION);
    assertThat(bench.install(Bench.NEW))
        .isEqualTo(
            new Failed(
                false,
                "the target runs 1.0.0 again: 2.1.3+5 did not start, or its bootloader refused it"));
    assertThat(bench.target.running()).hasValue(Bench.OLD_VERSION);
  }

  @Test
  void anImageThatTheBootloaderRefusesIsReported() {
    Bytes broken = Bench.NEW.slice(0, 5000).concat(Bytes.of((byte) ~Bench.NEW.at(5000)));
    broken = broken.concat(Bench.NEW.slice(5001, Bench.NEW.length() - 5001));
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    TargetResult result = bench.install(broken);
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed) result).later()).isFalse();
    assertThat(bench.target.running()).hasValue(Bench.OLD_VERSION);
  }

  @Test
  void whatRunsAlreadyIsNotSentAgain() {
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    assertThat(bench.install(Bench.OLD)).isEqualTo(new Runs(Bench.OLD_VERSION, false));
    assertThat(bench.steps).isEmpty();
  }

  @ParameterizedTest(name = "the host stops after {0} ms and begins anew")
  @ValueSource(ints = {5, 60, 300, 700, 1200, 1500, 1900, 2200, 2600, 3000, 4000, 6000})
  void aHostThatStartsAgainGoesOnWhereItWas(int millis) {
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    bench.update.install(Bench.order(Bench.NEW), result -> {});
    bench.simulation.run(Duration.ofMillis(millis));
    bench.restartHost();
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
    assertThat(bench.confirm(Bench.NEW)).isEqualTo(KEPT);
  }

  @Test
  @DisplayName("an upload that was broken off goes on, by the file's hash")
  void anUploadIsResumed() {
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    bench.update.install(Bench.order(Bench.NEW), result -> {});
    bench.simulation.runUntil(() -> bench.steps.contains("The target has 60 % of the image."));
    bench.restartHost();
    bench.steps.clear();
    assertThat(bench.install(Bench.NEW)).isEqualTo(TRIAL);
    assertThat(bench.steps.get(1)).matches("The target has [67]0 % of the image\\.");
  }

  @Test
  void aTargetWithAnotherTrialUnderWayIsLeftAlone() {
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    bench.install(Bench.NEW);
    Bytes third = Bench.image(new ImageVersion(3, 0, 0, 0), 4000);
    assertThat(bench.install(third))
        .isEqualTo(
            new Failed(true, "the target runs 2.1.3.5 on trial: have it confirmed, or reset it"));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Options.class)
  void serialRecoveryTakesTheImageIntoTheSlotItRunsFrom(Options options) {
    Bench bench = Bench.of(Bench.build().withRecovery(options.built), Mode.RECOVERY);
    bench.target.strap(false); // the pin is released while it is in recovery
    assertThat(bench.target.isInRecovery()).isTrue();
    assertThat(bench.install(Bench.NEW)).isEqualTo(KEPT);
    assertThat(bench.confirm(Bench.NEW)).isEqualTo(KEPT);
    bench.settle();
    assertThat(bench.target.running()).hasValue(Bench.NEW_VERSION);
  }

  @SuppressWarnings("ImmutableEnumChecker") // a record of flags
  enum Options {
    BARE(TargetBuild.Recovery.BARE),
    FULL(TargetBuild.Recovery.FULL),
    NARROW(new TargetBuild.Recovery(true, false, true, 128));

    private final TargetBuild.Recovery built;

    Options(TargetBuild.Recovery built) {
      this.built = built;
    }
  }

  @Test
  void aBrokenImageIsNotListedByRecoveryAndReported() {
    Bytes broken = Bench.NEW.slice(0, 5000).concat(Bytes.of((byte) ~Bench.NEW.at(5000)));
    broken = broken.concat(Bench.NEW.slice(5001, Bench.NEW.length() - 5001));
    Bench bench = Bench.of(Bench.build(), Mode.RECOVERY);
    assertThat(bench.install(broken))
        .isEqualTo(
            new Failed(
                false,
                "the target took the image and does not list it: it does not hold it for valid"));
  }

  @Test
  void recoveryWhereAnApplicationWasExpectedIsTold() {
    TargetBuild.Recovery stateless = new TargetBuild.Recovery(true, false, true, 1024);
    Bench bench = Bench.of(Bench.build().withRecovery(stateless), Mode.APPLICATION);
    bench.target.strap(true);
    bench.target.reset();
    assertThat(bench.install(Bench.NEW))
        .isEqualTo(
            new Failed(
                false,
                "the target does not say which image runs; if it is in serial recovery, say so in"
                    + " the settings (mode: recovery)"));
  }

  @Test
  void aTargetWithoutPowerIsWaitedForAndThenPostponed() {
    Bench bench = Bench.of(Bench.build(), Mode.APPLICATION);
    bench.line.unplug();
    assertThat(bench.install(Bench.NEW))
        .isEqualTo(
            new Failed(
                true,
                "the serial port is gone: plug it in: look at its supply and its serial line"));
  }
}
