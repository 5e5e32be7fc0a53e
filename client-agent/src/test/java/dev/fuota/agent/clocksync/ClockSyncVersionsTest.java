package dev.fuota.agent.clocksync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.clocksync.DeviceAppTimePeriodicityReq;
import dev.fuota.protocol.clocksync.ForceDeviceResyncReq;
import dev.fuota.protocol.clocksync.PackageVersionReq;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TS003 on a device: what differs between versions, and what is configured. */
class ClockSyncVersionsTest {
  private static Bench begin(ClockSettings settings) {
    Bench bench =
        new Bench(
            settings,
            Bench.groups(settings.version(), Bench.GEN_APP_KEY),
            false,
            7,
            new SplittableRandom(3));
    bench.perform(bench.clockSync.start(Optional.empty()));
    return bench;
  }

  private static Bench begin(PackageVersion version) {
    return begin(Bench.clock(version));
  }

  private static void answer(Bench bench, int correction, int token) {
    bench.answer(202, bench.clockSync.onCommand(new AppTimeAns(correction, token)));
  }

  private static void ask(Bench bench) {
    bench.expire(Timer.CLOCK_SYNC);
  }

  /**
   *
   *
   * <pre>
   * device (clock 0)            server (2208643200)
   * AppTimeReq token 0     -->
   *                        <--  AppTimeAns 0x7fffffff
   * AppTimeReq token 1     -->  at once
   *                        <--  AppTimeAns 0x03a53881
   * </pre>
   */
  @Test
  @DisplayName(
      "TS003-07: in version 2 a saturated correction is applied, and the next asked for at once")
  void saturated() {
    Bench bench = begin(PackageVersion.V2);
    ask(bench);
    bench.showTime(new GpsTime(0));
    bench.takeSent();
    answer(bench, Integer.MAX_VALUE, 0);
    assertThat(bench.takeSent()).containsExactly("01ffffff7f11");
    assertThat(bench.clockSync.synchronised()).as("a part of the way is not there").isFalse();
    answer(bench, 0x03a53881, 1);
    assertThat(bench.now().gps()).isEqualTo(new GpsTime(2_208_643_200L));
    assertThat(bench.clockSync.synchronised()).isTrue();
    assertThat(bench.takeSent()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: asks at once {1}")
  @CsvSource({
    "2147483647, true",
    "2147483646, false",
    "-2147483648, true",
    "-2147483647, false",
  })
  @DisplayName("TS003-07: only the two ends of the field mean that the correction goes on")
  void endsOfTheField(int correction, boolean atOnce) {
    Bench bench = begin(PackageVersion.V2);
    ask(bench);
    bench.takeSent();
    answer(bench, correction, 0);
    assertThat(bench.takeSent()).hasSize(atOnce ? 1 : 0);
  }

  @Test
  @DisplayName("In version 1 a saturated correction is followed by a question like any large one")
  void saturatedInVersionOne() {
    Bench bench = begin(PackageVersion.V1);
    ask(bench);
    answer(bench, 0, 0);
    assertThat(bench.clockSync.synchronised()).isTrue();
    ask(bench);
    bench.takeSent();
    answer(bench, Integer.MAX_VALUE, 1);
    assertThat(bench.clockSync.synchronised()).as("half a correction is none").isFalse();
    assertThat(bench.takeSent()).isEmpty();
    assertThat(bench.left(Timer.CLOCK_SYNC)).isLessThan(Duration.ofSeconds(36));
  }

  // TS003-01 TS003-05
  @Test
  @DisplayName(
      "TS003-01, TS003-05: an unanswered question keeps its token and has a new DeviceTime")
  void repeatedQuestion() {
    Bench bench = begin(PackageVersion.V1);
    bench.showTime(new GpsTime(0x100));
    bench.perform(bench.clockSync.onTimer());
    bench.pass(Duration.ofSeconds(3));
    bench.perform(bench.clockSync.onTimer());
    assertThat(bench.takeSent()).containsExactly("010001000010", "010301000010");
  }

  @Test
  @DisplayName("TS003-03, TS003-04: another token changes nothing, a used one neither")
  void tokens() {
    Bench bench = begin(PackageVersion.V2);
    ask(bench);
    answer(bench, 100, 1);
    answer(bench, 100, 15);
    assertThat(bench.clockSync.correction()).isZero();
    answer(bench, 100, 0);
    answer(bench, 100, 0);
    answer(bench, 100, 1);
    assertThat(bench.clockSync.correction()).isEqualTo(Duration.ofSeconds(100));
    ask(bench);
    answer(bench, 7, 0);
    assertThat(bench.clockSync.correction()).isEqualTo(Duration.ofSeconds(100));
    answer(bench, -30, 1);
    assertThat(bench.clockSync.correction()).isEqualTo(Duration.ofSeconds(70));
  }

  @ParameterizedTest(name = "version {0}")
  @EnumSource
  @DisplayName("TS003-06: a question is an unconfirmed uplink on the configured port")
  void unconfirmed(PackageVersion version) {
    Bench bench = begin(new ClockSettings(version, 77, false, false));
    ask(bench);
    assertThat(bench.sent).hasSize(1);
    assertThat(bench.sent.get(0).confirmed()).isFalse();
    assertThat(bench.sent.get(0).fPort()).isEqualTo(77);
  }

  @ParameterizedTest(name = "version {0}")
  @CsvSource({"V1, 000101", "V2, 000102"})
  @DisplayName("PKG-08: PackageVersionAns says the version that the device speaks")
  void version(PackageVersion version, String answer) {
    Bench bench = begin(version);
    bench.answer(202, bench.clockSync.onCommand(new PackageVersionReq()));
    assertThat(bench.takeSent()).containsExactly(answer);
  }

  @ParameterizedTest(name = "Period {0}")
  @ValueSource(ints = {0, 15})
  @DisplayName("TS003-08: the ± 30 s are drawn anew each time, over their whole width")
  void jitter(int period) {
    Bench bench = begin(PackageVersion.V2);
    ask(bench);
    answer(bench, 0, 0);
    bench.answer(202, bench.clockSync.onCommand(new DeviceAppTimePeriodicityReq(period)));
    Set<Duration> drawn = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      drawn.add(bench.left(Timer.CLOCK_SYNC).minusSeconds(128L << period));
      ask(bench);
    }
    assertThat(drawn).hasSizeGreaterThan(150);
    assertThat(drawn).allMatch(off -> off.abs().compareTo(Duration.ofSeconds(30)) <= 0);
    assertThat(drawn).anyMatch(off -> off.compareTo(Duration.ofSeconds(-20)) < 0);
    assertThat(drawn).anyMatch(off -> off.compareTo(Duration.ofSeconds(20)) > 0);
  }

  @Test
  @DisplayName(
      "TS003-09: a period is accepted with the clock of the moment; the same again is not written")
  void periodicityAnswer() {
    Bench bench = begin(PackageVersion.V2);
    bench.showTime(new GpsTime(0x01020304));
    bench.answer(202, bench.clockSync.onCommand(new DeviceAppTimePeriodicityReq(3)));
    assertThat(bench.takeSent()).containsExactly("020004030201");
    bench.done.clear();
    bench.pass(Duration.ofSeconds(1));
    bench.answer(202, bench.clockSync.onCommand(new DeviceAppTimePeriodicityReq(3)));
    assertThat(bench.takeSent()).containsExactly("020005030201");
    assertThat(bench.done).doesNotContain("Save");
  }

  @Test
  @DisplayName("NotSupported is said by a device that is configured to keep its own period")
  void ownPeriod() {
    Bench bench = begin(new ClockSettings(PackageVersion.V2, 202, true, false));
    bench.showTime(new GpsTime(0x01020304));
    bench.answer(202, bench.clockSync.onCommand(new DeviceAppTimePeriodicityReq(3)));
    assertThat(bench.takeSent()).containsExactly("020104030201");
    assertThat(bench.nvm).isEmpty();
  }

  @Test
  @DisplayName("A clock that runs on through a reset is right at once, and checked")
  void clockRunsOn() {
    ClockSettings settings = new ClockSettings(PackageVersion.V1, 202, false, true);
    Bench before = begin(settings);
    ask(before);
    answer(before, 1234, 0);
    Bench bench = begin(settings);
    bench.clockSync.load(before.saved(NvmKey.CLOCK_CORRECTION));
    assertThat(bench.clockSync.synchronised()).isTrue();
    assertThat(bench.clockSync.correction()).isEqualTo(Duration.ofSeconds(1234));
    ask(bench);
    assertThat(bench.takeSent().get(0)).endsWith("10");
  }

  @Test
  @DisplayName("A clock that begins anywhere after a reset keeps nothing of what was added to it")
  void clockBeginsAnywhere() {
    Bench before = begin(PackageVersion.V1);
    ask(before);
    answer(before, 1234, 0);
    assertThat(before.nvm).doesNotContainKey(NvmKey.CLOCK_CORRECTION);
    Bench kept = begin(new ClockSettings(PackageVersion.V1, 202, false, true));
    ask(kept);
    answer(kept, 1234, 0);
    Bench bench = begin(PackageVersion.V1);
    bench.clockSync.load(kept.saved(NvmKey.CLOCK_CORRECTION));
    assertThat(bench.clockSync.synchronised()).isFalse();
    assertThat(bench.clockSync.correction()).isZero();
  }

  @Test
  @DisplayName("TS003-13: a used answer makes everybody hear of the corrected clock")
  void tellsOfTheCorrection() {
    Bench bench = begin(PackageVersion.V2);
    ask(bench);
    bench.done.clear();
    answer(bench, 100, 3);
    assertThat(bench.done).doesNotContain("CLOCK_MOVED");
    answer(bench, 100, 0);
    assertThat(bench.done).contains("CLOCK_MOVED");
  }

  @Test
  @DisplayName("TS003-06: the question that waits already is not queued a second time")
  void queuedOnce() {
    Bench bench = begin(PackageVersion.V1);
    Action first = bench.clockSync.onTimer().get(0);
    Action second = bench.clockSync.onTimer().get(0);
    assertThat(first)
        .isEqualTo(new Action.SendOnce(Uplink.unconfirmed(202, new AppTimeQuestion(true, 0))))
        .isEqualTo(second);
  }

  /**
   *
   *
   * <pre>
   * server                          device
   * ForceDeviceResync, 3       -->  AppTimeReq token 1
   * AppTimeAns token 0         -->  ignored
   *                                 AppTimeReq token 1
   * AppTimeAns token 1         -->  used: no third question
   * </pre>
   */
  @Test
  @DisplayName("TS003-10, TS003-12: only an answer with the right token ends a forced resync")
  void onlyTheRightTokenEndsIt() {
    Bench bench = begin(PackageVersion.V2);
    ask(bench);
    answer(bench, 0, 0);
    bench.answer(202, bench.clockSync.onCommand(new ForceDeviceResyncReq(3)));
    bench.takeSent();
    ask(bench);
    answer(bench, 0, 0);
    assertThat(bench.left(Timer.CLOCK_SYNC)).isLessThan(Duration.ofSeconds(16));
    bench.answer(202, bench.clockSync.onCommand(new ForceDeviceResyncReq(0)));
    ask(bench);
    answer(bench, 0, 1);
    assertThat(bench.takeSent()).hasSize(2).allMatch(hex -> hex.endsWith("11"));
    assertThat(bench.left(Timer.CLOCK_SYNC)).isGreaterThan(Duration.ofHours(9));
    ask(bench);
    assertThat(bench.takeSent().get(0)).as("not forced any more").endsWith("02");
  }
}
