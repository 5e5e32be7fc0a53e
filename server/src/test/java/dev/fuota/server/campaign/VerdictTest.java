package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.harness.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each way to reach each verdict. ABORTED has a test of its own. */
class VerdictTest {
  private static CampaignParametersBuilder parameters() {
    return CampaignParameters.builder().msgRetries(2);
  }

  private static Outcome outcome(Lab lab) {
    return lab.run().outcome();
  }

  @Test
  @DisplayName("TP-04, TR-17: DONE when every target runs the firmware, by its own report")
  void doneByReports() {
    Lab lab = new Lab(3, parameters(), Lab.upgrade(5));
    assertThat(outcome(lab)).isEqualTo(Outcome.DONE);
    assertThat(lab.devices)
        .allSatisfy(it -> assertThat(it.radio().received(DevVersionReq.class)).isEmpty());
    assertThat(lab.campaign.counts())
        .extracting(StageCounts::succeeded, StageCounts::failed, StageCounts::in)
        .containsExactly(3, 0, 0);
  }

  @Test
  @DisplayName("TP-04: DONE_WITH_FAILURES when the threshold is reached and a device refused")
  void doneThoughOneRefused() {
    Lab lab = new Lab(4, parameters().successThreshold(75), Lab.upgrade(5));
    lab.devices.get(2).refuseDescriptor();
    assertThat(lab.run())
        .isEqualTo(new Verdict(Outcome.DONE_WITH_FAILURES, "3 of 4 devices (3 needed) run 2.0.3"));
    assertThat(lab.campaign.counts().failed()).isEqualTo(1);
  }

  @Test
  @DisplayName("TP-04: DONE_WITH_FAILURES when the threshold is reached and a device is silent")
  void doneThoughOneIsSilent() {
    Lab lab = new Lab(4, parameters().successThreshold(75), Lab.upload(5));
    lab.world.kill(lab.devices.get(0).radio());
    assertThat(outcome(lab)).isEqualTo(Outcome.DONE_WITH_FAILURES);
    assertThat(lab.snapshot(0).reason()).isEqualTo("no uplink");
  }

  @Test
  @DisplayName("TP-01, TP-04: DONE_WITH_FAILURES of a group of which one device is silent")
  void doneThoughOneOfTheGroupIsSilent() {
    Lab lab = new Lab(4, parameters().successThreshold(75), new Job.ConfigureGroups(List.of()));
    lab.world.kill(lab.devices.get(0).radio());
    assertThat(outcome(lab)).isEqualTo(Outcome.DONE_WITH_FAILURES);
  }

  @Test
  @DisplayName("TP-04: FAILED when nobody is left")
  void failedWithoutAnybody() {
    Lab lab = new Lab(2, parameters(), Lab.upload(5));
    lab.devices.forEach(device -> lab.world.kill(device.radio()));
    assertThat(lab.run())
        .isEqualTo(
            new Verdict(Outcome.FAILED, "0 of 2 devices (2 needed) have the file; no uplink (2)"));
  }

  @Test
  @DisplayName("TP-15: FAILED after the status stage when coded fragments were not enough")
  void failedByStatus() {
    Lab lab = new Lab(new World(0.5, 1), 4, parameters().msgRetries(60), Lab.upload(2), GROUP);
    assertThat(outcome(lab)).isEqualTo(Outcome.FAILED);
    assertThat(lab.stages).doesNotContain(Stage.TRANSMISSION_ROUNDS);
    assertThat(lab.snapshot(0).missing().orElseThrow()).isPositive();
  }

  @Test
  @DisplayName("TP-15: FAILED after datafrag_loops_max rounds of uncoded fragments")
  void failedByRounds() {
    Lab lab =
        new Lab(
            new World(0.6, 5),
            2,
            parameters().msgRetries(100).datafragLoopsMax(3),
            Lab.upload(0),
            GROUP);
    assertThat(outcome(lab)).isEqualTo(Outcome.FAILED);
    assertThat(lab.campaign.snapshot().round()).isEqualTo(3);
    assertThat(lab.stages.stream().filter(Stage.TRANSMISSION_ROUNDS::equals)).hasSize(2);
  }

  @Test
  @DisplayName("TR-10, TP-15: FAILED when the devices refuse the image")
  void failedByImage() {
    Lab lab = new Lab(2, parameters(), Lab.upgrade(5));
    lab.devices.forEach(device -> device.judgeImage(DevUpgradeImageAns.CORRUPT_IMAGE));
    assertThat(outcome(lab)).isEqualTo(Outcome.FAILED);
  }

  @Test
  @DisplayName("TP-04, TP-15: DONE_WITH_FAILURES when maximum_duration passes over the threshold")
  void doneWhenTheTimeIsOver() {
    Duration maximum = Duration.ofHours(6);
    Lab lab =
        new Lab(
            2,
            parameters()
                .successThreshold(50)
                .maximumDuration(maximum)
                .msgRetries(100)
                .deliveryTimeout(Duration.ofMinutes(1))
                .versionReportTimeout(Duration.ofMinutes(1)),
            Lab.upgrade(5));
    lab.devices.get(1).doNotReport();
    lab.devices.get(1).ignore(DevVersionReq.class);
    assertThat(lab.run())
        .isEqualTo(
            new Verdict(
                Outcome.DONE_WITH_FAILURES,
                "maximum_duration has passed: 1 of 2 devices (1 needed) run 2.0.3"));
  }

  @Test
  @DisplayName("TP-17: the counts agree with a look at each device, at every event")
  void countsAgree() {
    Lab lab =
        new Lab(
            new World(0.2, 9),
            6,
            parameters().msgRetries(20).datafragLoopsMax(9).successThreshold(50),
            Lab.upgrade(0),
            GROUP);
    lab.devices.get(4).refuseDescriptor();
    lab.world.kill(lab.devices.get(5).radio());
    lab.start()
        .world
        .time()
        .runUntil(
            () -> {
              assertAgree(lab.campaign);
              return lab.campaign.verdict().isPresent();
            });
    assertAgree(lab.campaign);
  }

  private static void assertAgree(Campaign campaign) {
    List<DeviceSnapshot> devices = campaign.snapshot().devices();
    StageCounts counts = campaign.counts();
    assertThat(counts.succeeded())
        .isEqualTo((int) devices.stream().filter(DeviceSnapshot::succeeded).count());
    assertThat(counts.failed())
        .isEqualTo((int) devices.stream().filter(it -> !it.reason().isEmpty()).count());
    for (Stage stage : Stage.values()) {
      assertThat(counts.of(stage))
          .isEqualTo(
              new StageCounts.Counts(
                  count(devices, stage, StageState.Status.PENDING),
                  count(devices, stage, StageState.Status.SENT),
                  count(devices, stage, StageState.Status.ANSWERED),
                  count(devices, stage, StageState.Status.REFUSED),
                  count(devices, stage, StageState.Status.TIMED_OUT)));
    }
  }

  private static int count(List<DeviceSnapshot> devices, Stage stage, StageState.Status status) {
    return (int)
        devices.stream()
            .flatMap(device -> Optional.ofNullable(device.stages().get(stage)).stream())
            .filter(state -> state.status() == status)
            .count();
  }
}
