package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.firmware.DevDeleteImageReq;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.World;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody ends a campaign. */
class AbortTest {
  private static Lab lab() {
    return new Lab(3, CampaignParameters.builder().msgRetries(2), Lab.upgrade(5));
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {
        "MC_CLASS_B_SESSION_SETUP",
        "DEV_REBOOT_TIME_SETUP",
        "MC_COMMAND",
        "TRANSMISSION_ROUNDS",
        "UNICAST_REPAIR",
        "ABORT_CLEANUP"
      },
      mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("TP-17: an abort at any stage ends the sending at once, and is a verdict of its own")
  void endsAtOnce(Stage stage) {
    Lab lab = lab();
    lab.start().runUntil(stage);
    lab.world.time().run(Duration.ofSeconds(30));
    lab.campaign.abort(false);
    assertThat(lab.campaign.verdict()).contains(new Verdict(Outcome.ABORTED, "aborted"));
    assertThat(lab.snapshot(0).reason()).isEqualTo("aborted in " + stage);
    lab.world.time().run(Duration.ofMinutes(5));
    int frames = lab.world.gateway().frames().size();
    lab.world.time().run(Duration.ofDays(1));
    assertThat(lab.world.gateway().frames()).hasSize(frames);
  }

  @Test
  @DisplayName(
      "TP-17: with deletion the devices forget session, group and image, also in the middle"
          + " of the session")
  void deletesOnDevices() {
    Lab lab = lab();
    lab.start().world.time().runUntil(() -> lab.campaign.snapshot().fragmentsSent() == 7);
    lab.campaign.abort(true);
    assertThat(lab.campaign.verdict()).isEmpty();
    assertThat(lab.campaign.snapshot().stage()).isEqualTo(Stage.ABORT_CLEANUP);
    int fragments = lab.devices.get(0).radio().received(DataFragment.class).size();
    assertThat(lab.end())
        .isEqualTo(
            new Verdict(Outcome.ABORTED, "aborted; 3 of 3 devices deleted what they were given"));
    assertThat(lab.devices)
        .allSatisfy(
            device -> {
              assertThat(device.radio().received(FragSessionDeleteReq.class)).hasSize(1);
              assertThat(device.radio().received(McGroupDeleteReq.class)).hasSize(1);
              assertThat(device.radio().received(DevDeleteImageReq.class)).hasSize(1);
              assertThat(device.radio().received(DataFragment.class))
                  .hasSizeLessThanOrEqualTo(fragments + 1); // one was on its way
            });
    assertThat(lab.campaign.counts().of(Stage.ABORT_CLEANUP).answered()).isEqualTo(3);
  }

  @Test
  @DisplayName("TR-01: a group that was there before stays")
  void keepsAnExistingGroup() {
    CampaignGroup group =
        new CampaignGroup(1, GROUP.mcAddr(), GROUP.mcKey(), Set.of(new DeviceId(9)));
    Lab lab = new Lab(new World(), 1, CampaignParameters.builder(), Lab.upload(5), group);
    lab.start().runUntil(Stage.MC_CLASS_C_SESSION_SETUP);
    lab.campaign.abort(true);
    lab.end();
    UpdatingDevice device = lab.devices.get(0);
    assertThat(device.radio().received(FragSessionDeleteReq.class)).hasSize(1);
    assertThat(device.radio().received(McGroupDeleteReq.class)).isEmpty();
    assertThat(device.radio().received(DevDeleteImageReq.class)).isEmpty();
  }

  @Test
  @DisplayName("TP-03: devices that do not answer keep an abort up for as long as all tries take")
  void isBounded() {
    Lab lab = lab();
    lab.devices.get(1).ignore(McGroupDeleteReq.class);
    lab.start().runUntil(Stage.MC_CLASS_C_SESSION_SETUP);
    lab.world.kill(lab.devices.get(2).radio());
    Instant start = lab.world.time().instant();
    lab.campaign.abort(true);
    assertThat(lab.end())
        .isEqualTo(
            new Verdict(Outcome.ABORTED, "aborted; 1 of 3 devices deleted what they were given"));
    assertThat(Duration.between(start, lab.world.time().instant()))
        .isLessThan(Duration.ofHours(1)); // 3 things, 3 tries of 5 min and 90 s
    assertThat(lab.snapshot(1).stages().get(Stage.ABORT_CLEANUP))
        .extracting(StageState::status, StageState::detail)
        .containsExactly(Status.TIMED_OUT, "no answer after 3 tries");
  }

  @Test
  @DisplayName("TP-17: an abort of an abort ends it; after the end there is nothing to abort")
  void canBeAborted() {
    Lab lab = lab();
    lab.start().runUntil(Stage.DL_FRAGMENT);
    lab.campaign.abort(true);
    lab.campaign.abort(false);
    assertThat(lab.campaign.verdict().map(Verdict::outcome)).contains(Outcome.ABORTED);
    lab.campaign.abort(true);
    assertThat(lab.campaign.snapshot().stage()).isEqualTo(Stage.ABORT_CLEANUP);
  }

  @Test
  @DisplayName("TP-17: what has not started is aborted without a word to the devices")
  void abortsWhatHasNotStarted() {
    Lab lab = lab();
    lab.campaign.abort(true);
    assertThat(lab.campaign.verdict().map(Verdict::outcome)).contains(Outcome.ABORTED);
  }

  @Test
  @DisplayName(
      "TP-17: a process that is killed while devices delete is followed by one that goes on")
  void goesOnDeleting() {
    Lab lab = lab();
    lab.start().runUntil(Stage.DL_FRAGMENT);
    lab.campaign.abort(true);
    lab.world.time().run(Duration.ofSeconds(70));
    lab.killAndResume();
    assertThat(lab.end().outcome()).isEqualTo(Outcome.ABORTED);
    assertThat(lab.devices)
        .allSatisfy(
            device -> assertThat(device.radio().received(DevDeleteImageReq.class)).isNotEmpty());
    lab.killAndResume();
    assertThat(lab.campaign.verdict().map(Verdict::outcome)).contains(Outcome.ABORTED);
    assertThat(lab.campaign.snapshot().stage()).isEqualTo(Stage.ABORT_CLEANUP);
  }
}
