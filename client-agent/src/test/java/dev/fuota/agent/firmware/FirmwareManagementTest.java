package dev.fuota.agent.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevDeleteImageReq;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.firmware.DevUpgradeImageReq;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TS006 version 1 and the update agent, beyond the known answers. */
class FirmwareManagementTest {
  private static final long NOW = 1_400_000_000;
  private static final ImageVersion V1 = new ImageVersion(1, 0, 0, 0);
  private static final ImageVersion V2 = new ImageVersion(2, 0, 0, 7);

  private Supplier<Bench> maker = Bench::new;
  private Bench bench = new Bench();

  private List<String> tell(FirmwareDownlink command) {
    bench.answer(203, bench.firmware.onCommand(command, bench.now()));
    return bench.takeSent();
  }

  private void boot(ImageVersion running, boolean marked) {
    boot(running, false, marked);
  }

  private void boot(ImageVersion running, boolean trial, boolean marked) {
    Bench next = maker.get();
    next.nvm.putAll(bench.nvm);
    next.inspection = bench.inspection;
    bench = next;
    Startup found =
        new Startup(
            Optional.of(running),
            trial,
            marked,
            Optional.ofNullable(bench.nvm.get(NvmKey.IMAGE)),
            Optional.ofNullable(bench.nvm.get(NvmKey.REBOOT)),
            Optional.ofNullable(bench.nvm.get(NvmKey.REPORTED_VERSION)));
    bench.perform(bench.firmware.start(found, bench.now()));
  }

  private void begin() {
    boot(V1, false);
    bench.setClock(new GpsTime(NOW));
  }

  private void receiveImage() {
    bench.inspection = new Inspection.Accepted(V2);
    bench.inspectImage();
  }

  @Test
  @DisplayName(
      "TR-12: a good image is noted as verified, marked, and noted as ready, in this order")
  void marksReady() {
    begin();
    bench.done.clear();
    receiveImage();
    assertThat(bench.done).containsSubsequence("Save", "BLOCK_SETTLED", "MARK_READY", "Save");
    assertThat(bench.marked).isTrue();
    assertThat(tell(new DevUpgradeImageReq())).containsExactly("040300000002");
  }

  // TS006-10
  @Test
  @DisplayName("TR-15: an image that runs after the reset is no waiting image any more")
  void installed() {
    begin();
    receiveImage();
    boot(V2, false);
    assertThat(bench.count(AgentEvent.ImageInstalled.class)).isEqualTo(1);
    assertThat(tell(new DevUpgradeImageReq())).containsExactly("0400");
    boot(V2, false);
    assertThat(bench.count(AgentEvent.ImageInstalled.class)).isZero();
  }

  @Test
  @DisplayName(
      "An image on trial confirms itself when it has run for as long as the self-test takes")
  void confirms() {
    begin();
    receiveImage();
    boot(V2, true, false);
    assertThat(bench.left(Timer.TRIAL)).isEqualTo(Bench.SELF_TEST);
    assertThat(bench.confirmed).isFalse();
    bench.expire(Timer.TRIAL);
    assertThat(bench.confirmed).isTrue();
    assertThat(bench.timers).doesNotContainKey(Timer.TRIAL);
    assertThat(bench.last(AgentEvent.ImageConfirmed.class).version()).contains(V2);
  }

  @Test
  @DisplayName("A confirmation that cannot be written is tried again")
  void confirmsAgain() {
    begin();
    boot(V2, true, false);
    bench.flashFails = true;
    assertThatThrownBy(() -> bench.expire(Timer.TRIAL)).isInstanceOf(FlashFault.class);
    assertThat(bench.count(AgentEvent.ImageConfirmed.class)).isZero();
    bench.flashFails = false;
    bench.expire(Timer.TRIAL);
    assertThat(bench.confirmed).isTrue();
  }

  @Test
  @DisplayName("An image that is installed for good has nothing to confirm")
  void nothingToConfirm() {
    begin();
    receiveImage();
    boot(V2, false);
    assertThat(bench.timers).doesNotContainKey(Timer.TRIAL);
    assertThat(bench.confirmed).isFalse();
  }

  // TS006-09
  @Test
  @DisplayName("An image that the bootloader did not install is reported as corrupt")
  void refusedByTheBootloader() {
    begin();
    receiveImage();
    boot(V1, false);
    assertThat(bench.last(AgentEvent.ImageRefused.class).reason())
        .isEqualTo("REFUSED_BY_BOOTLOADER");
    assertThat(tell(new DevUpgradeImageReq())).containsExactly("0401");
  }

  @Test
  @DisplayName("A cut between verified and marked: the image is inspected and marked again")
  void cutBeforeTheMark() {
    begin();
    bench.inspection = new Inspection.Accepted(V2);
    bench.nvm.put(NvmKey.IMAGE, StoredImage.good(StoredImage.Stage.VERIFIED, V2).encode());
    boot(V1, false);
    assertThat(bench.marked).isTrue();
    assertThat(bench.firmware.waiting()).contains(V2);
  }

  @Test
  @DisplayName("A slot that is about to be written holds no image, and is not marked")
  void releasesTheSlot() {
    begin();
    receiveImage();
    bench.done.clear();
    bench.releaseSlot(0);
    assertThat(bench.marked).isFalse();
    assertThat(tell(new DevUpgradeImageReq())).containsExactly("0400");
    assertThat(bench.done).containsSubsequence("Save", "CLEAR_READY_MARK");
  }

  // TS006-09 TS006-11
  @Test
  @DisplayName("A delete request names the valid image, or changes nothing")
  void deletesThatVersionOnly() {
    begin();
    assertThat(tell(new DevDeleteImageReq(0x0200_0000L))).containsExactly("0501");
    for (int status : new int[] {1, 2}) {
      bench.inspection = new Inspection.Refused(status, "TEST", "as the test says");
      bench.inspectImage();
      assertThat(tell(new DevDeleteImageReq(0))).containsExactly("0501");
      assertThat(tell(new DevUpgradeImageReq())).containsExactly("040" + status);
    }
    receiveImage();
    bench.done.clear();
    assertThat(tell(new DevDeleteImageReq(0x0200_0001L))).containsExactly("0502");
    assertThat(bench.done).containsExactly("Tell", "Answer");
    assertThat(bench.marked).isTrue();
    assertThat(tell(new DevUpgradeImageReq())).containsExactly("040300000002");
  }

  // TS006-11
  @Test
  @DisplayName("A deleted image is unmarked before the answer leaves")
  void deletes() {
    begin();
    receiveImage();
    bench.done.clear();
    assertThat(tell(new DevDeleteImageReq(0x0200_0000L))).containsExactly("0500");
    assertThat(bench.done).containsExactly("CLEAR_READY_MARK", "Save", "Tell", "Answer");
    assertThat(bench.marked).isFalse();
  }

  @Test
  @DisplayName("TR-13: RebootTime moves with a correction of the clock, a countdown does not")
  void correctionOfTheClock() {
    begin();
    tell(new DevRebootTimeReq(NOW + 1000));
    bench.correctClock(Duration.ofSeconds(100));
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofMinutes(15));
    tell(new DevRebootCountdownReq(1000));
    bench.correctClock(Duration.ofSeconds(100));
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofSeconds(1000));
  }

  @Test
  @DisplayName(
      "TP-16: a programmed reboot survives a reset; one that passed meanwhile is done with")
  void rebootTimeSurvives() {
    begin();
    tell(new DevRebootTimeReq(NOW + 1000));
    assertThat(bench.done).containsSubsequence("Save", "Answer");
    boot(V1, false);
    assertThat(bench.timers).as("the time is not known yet").doesNotContainKey(Timer.REBOOT);
    bench.setClock(new GpsTime(NOW + 300));
    bench.clockMoved();
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofSeconds(700));
    boot(V1, false);
    bench.setClock(new GpsTime(NOW + 1001));
    bench.clockMoved();
    assertThat(bench.timers).doesNotContainKey(Timer.REBOOT);
    assertThat(bench.nvm).doesNotContainKey(NvmKey.REBOOT);
  }

  @Test
  @DisplayName("A countdown survives as the time of its end, or begins anew without a clock")
  void countdownSurvives() {
    begin();
    tell(new DevRebootCountdownReq(1000));
    boot(V1, false);
    bench.setClock(new GpsTime(NOW + 400));
    bench.clockMoved();
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofMinutes(10));

    bench = new Bench();
    boot(V1, false);
    tell(new DevRebootCountdownReq(1000));
    boot(V1, false);
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofSeconds(1000));
  }

  @Test
  @DisplayName("A device that restarts by itself says when, over a reset too, and heeds the server")
  void restartsByItself() {
    maker = () -> Bench.rebootingAfter(Duration.ofMinutes(5));
    begin();
    assertThat(bench.timers).doesNotContainKey(Timer.REBOOT);
    receiveImage();
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofMinutes(5));
    assertThat(bench.takeSent()).isEmpty();
    tell(new DevRebootCountdownReq(DevRebootCountdownReq.CANCEL));
    assertThat(bench.timers).doesNotContainKey(Timer.REBOOT);

    bench = maker.get();
    begin();
    tell(new DevRebootCountdownReq(1000));
    receiveImage();
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofSeconds(1000));

    bench = maker.get();
    begin();
    receiveImage();
    boot(V1, true);
    bench.setClock(new GpsTime(NOW + 60));
    bench.clockMoved();
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofMinutes(4));
  }

  @Test
  @DisplayName("An image that waits for the server's word programs no reboot")
  void waitsForTheServer() {
    begin();
    receiveImage();
    assertThat(bench.timers).doesNotContainKey(Timer.REBOOT);
  }

  @Test
  @DisplayName("Reboot at once: no answer, and time for the MAC's acknowledgement")
  void atOnce() {
    begin();
    assertThat(tell(new DevRebootTimeReq(DevRebootTimeReq.NOW))).isEmpty();
    assertThat(bench.left(Timer.REBOOT)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
    bench.expire(Timer.REBOOT);
    assertThat(bench.reboots).isEqualTo(1);
    assertThat(tell(new DevRebootCountdownReq(DevRebootCountdownReq.NOW))).isEmpty();
    bench.expire(Timer.REBOOT);
    assertThat(bench.reboots).isEqualTo(2);
  }

  @Test
  @DisplayName("A request in the past leaves the programmed reboot as it was")
  void pastChangesNothing() {
    begin();
    tell(new DevRebootTimeReq(NOW + 1000));
    assertThat(tell(new DevRebootTimeReq(NOW - 1))).containsExactly("0200000000");
    assertThat(bench.left(Timer.REBOOT)).isEqualTo(Duration.ofSeconds(1000));
  }

  @Test
  @DisplayName("TimeToReboot counts from the transmission of the answer")
  void timeToReboot() {
    begin();
    Message answer = new RebootAnswer.TimeLeft(new PlannedReboot.At(new GpsTime(NOW + 300)));
    bench.pass(Duration.ofSeconds(44));
    assertThat(answer.payload(bench.now(), 51).toHex()).isEqualTo("0200010000");
  }

  @ParameterizedTest(name = "{0} s before or behind it")
  @ValueSource(ints = {-1, 0, 1, 200})
  @DisplayName("An answer that leaves when the reboot is due does not say that there is none")
  void aRebootThatIsDue(int seconds) {
    begin();
    PlannedReboot reboot = new PlannedReboot.After(bench.now().local().plusSeconds(60));
    bench.pass(Duration.ofSeconds(60 + seconds));
    int left = Math.max(1, -seconds); // 0 says that the device cannot (TS006)
    assertThat(new RebootAnswer.CountdownLeft(reboot).payload(bench.now(), 51).toHex())
        .isEqualTo("03%02x0000".formatted(left));
    assertThat(new RebootAnswer.TimeLeft(reboot).payload(bench.now(), 51).toHex())
        .isEqualTo("02%02x000000".formatted(left));
  }

  @Test
  @DisplayName("The reboot that happens is not programmed any more")
  void firedRebootIsForgotten() {
    begin();
    tell(new DevRebootTimeReq(NOW + 10));
    bench.expire(Timer.REBOOT);
    assertThat(bench.nvm).doesNotContainKey(NvmKey.REBOOT);
    assertThat(bench.done).containsSubsequence("Forget", "REBOOT");
  }

  @Test
  @DisplayName("TR-16: a new version is reported with the time since the reset until acknowledged")
  void reportsTheVersion() {
    begin();
    assertThat(bench.timers).as("a new device").doesNotContainKey(Timer.VERSION_REPORT);
    boot(V2, false);
    Duration sinceReset = bench.left(Timer.VERSION_REPORT);
    bench.expire(Timer.VERSION_REPORT);
    assertThat(bench.sent.get(0).confirmed()).isTrue();
    assertThat(bench.sent.get(0).fPort()).isEqualTo(204);
    String seconds = String.format("%02x000000", sinceReset.toSeconds());
    assertThat(bench.takeSent()).containsExactly("010000000207000000" + seconds);
    Duration before = bench.left(Timer.VERSION_REPORT);
    for (int i = 0; i < 5; i++) {
      bench.expire(Timer.VERSION_REPORT);
    }
    assertThat(bench.left(Timer.VERSION_REPORT)).isGreaterThan(before);
    boot(V2, false);
    bench.expire(Timer.VERSION_REPORT);
    bench.perform(bench.firmware.onReportAcknowledged());
    assertThat(bench.timers).doesNotContainKey(Timer.VERSION_REPORT);
    assertThat(bench.firmware.onReportAcknowledged()).as("once more").isEmpty();
    assertThat(bench.firmware.onReportTimer()).as("nothing left").isEmpty();
    boot(V2, false);
    assertThat(bench.timers).as("acknowledged").doesNotContainKey(Timer.VERSION_REPORT);
  }

  @Test
  @DisplayName("Records that do not decode are absent")
  void badRecords() {
    for (String hex : List.of("", "01", "02000000000000000000", "01ff0000000000000000ffff")) {
      bench.nvm.put(NvmKey.IMAGE, Bytes.fromHex(hex));
      bench.nvm.put(NvmKey.REBOOT, Bytes.fromHex(hex));
      bench.nvm.put(NvmKey.REPORTED_VERSION, Bytes.fromHex(hex));
      boot(V1, true);
      assertThat(bench.firmware.waiting()).isEmpty();
    }
  }
}
