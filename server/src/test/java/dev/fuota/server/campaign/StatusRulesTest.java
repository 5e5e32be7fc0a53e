package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.NEW;
import static dev.fuota.server.campaign.Fixtures.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.server.harness.FakeNetwork.Given;
import dev.fuota.server.harness.UpdatingDevice;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfer, status and what follows, with the network and each answer in the test's hands. */
class StatusRulesTest extends CampaignBench {

  @Test
  @DisplayName("TP-04, TP-15: the campaign ends after maximum_duration, whatever is under way")
  void endsAfterTheMaximumDuration() {
    Duration maximum = Duration.ofHours(6);
    Campaign campaign = start(1, parameters().maximumDuration(maximum).msgRetries(100));
    time.run(maximum.minus(MILLI));
    assertThat(campaign.verdict()).isEmpty();
    time.run(MILLI);
    assertThat(campaign.verdict())
        .contains(
            new Verdict(
                Verdict.Outcome.FAILED,
                "maximum_duration has passed: 0 of 1 devices (1 needed) run 2.0.3"));
    assertThat(campaign.snapshot().devices().get(0).reason())
        .isEqualTo("the campaign ended in MC_GROUP_SETUP");
    int given = network.unicast().size();
    time.run(maximum);
    assertThat(network.unicast()).hasSize(given);
  }

  @ParameterizedTest(name = "{0} devices: spread {1} s, BlockAckDelay {2}")
  @CsvSource({"15, 1, 0", "16, 2, 0", "255, 16, 0", "256, 17, 1", "2031, 127, 3", "5000, 128, 3"})
  @DisplayName("TP-14: fsession_status_spread is N/16 + 1 s, at most 128 s")
  void spreadsTheAnswers(int devices, int seconds, int blockAckDelay) {
    CampaignPlan plan =
        new CampaignPlan(
            parameters().build(),
            new Job.UpgradeFirmware(Fixtures.firmware(0)),
            Fixtures.GROUP,
            targets(devices),
            counters);
    assertThat(plan.statusSpreadSeconds()).isEqualTo(seconds);
    assertThat(plan.blockAckDelay()).isEqualTo(blockAckDelay);
  }

  @ParameterizedTest(name = "{0} devices, fsession_status_threshold 3")
  @CsvSource({"3, false", "4, true"})
  @DisplayName("TP-14: more devices than fsession_status_threshold are asked by multicast")
  void asksManyByMulticast(int devices, boolean byMulticast) {
    Campaign campaign = start(devices, parameters().fsessionStatusThreshold(3));
    setUpAndTransfer(campaign, devices);
    Given last = network.multicast().get(network.multicast().size() - 1);
    assertThat(fragmentation(last).equals(new FragSessionStatusReq(true, 0)))
        .isEqualTo(byMulticast);
    assertThat(network.unicast().size()).isEqualTo(3 * devices + (byMulticast ? 0 : devices));
  }

  @Test
  @DisplayName("TP-14: those that do not answer the multicast request are asked by unicast")
  void asksTheSilentByUnicast() {
    Campaign campaign = start(4, parameters().fsessionStatusThreshold(3));
    setUpAndTransfer(campaign, 4);
    answer(3, 201, new FragSessionStatusAns(0, 25, 0, false));
    time.run(Duration.ofSeconds(16).plus(ANSWER_TIMEOUT)); // BlockAckDelay 0: up to 16 s
    assertThat(network.unicast()).hasSize(12);
    time.run(Duration.ofMillis(50)); // the request itself
    assertThat(network.unicast()).hasSize(13);
    assertThat(network.unicast().get(12).to()).isEqualTo(device(3));
  }

  @Test
  @DisplayName("TP-14: a unicast status request allows the device its random delay")
  void allowsTheRandomDelay() {
    Campaign campaign = start(1, parameters());
    setUpAndTransfer(campaign, 1);
    network.reportSent(network.unicast().get(3));
    time.run(ANSWER_TIMEOUT.plusSeconds(16).minus(MILLI));
    assertThat(network.unicast()).hasSize(4);
    time.run(MILLI);
    assertThat(network.unicast()).hasSize(5);
  }

  @ParameterizedTest(name = "{0} of 10 complete, 8 needed")
  @CsvSource({"7, true", "8, false"})
  @DisplayName("TP-15: FEC on, too few successes after the status stage: FAILED")
  void tooFewCompleteDevicesFailTheCampaign(int complete, boolean failed) {
    Campaign campaign = start(10, parameters().successThreshold(80).fsessionStatusThreshold(100));
    setUpAndTransfer(campaign, 8);
    // two devices did not come through the setup: only 8 are asked
    answer(complete, 201, new FragSessionStatusAns(0, 25, 0, false));
    if (complete == 7) {
      network.uplink(device(7), 201, new FragSessionStatusAns(0, 21, 3, false));
    }
    assertThat(campaign.verdict().isPresent()).isEqualTo(failed);
    if (failed) {
      assertThat(campaign.snapshot().devices().get(7).reason())
          .isEqualTo("not enough fragments: 3 missing");
      assertThat(campaign.snapshot().devices().get(9).reason())
          .isEqualTo("not delivered after 10 tries");
    }
  }

  @Test
  void namesADeviceWhoseDecoderIsTooSmall() {
    Campaign campaign = start(1, parameters());
    setUpAndTransfer(campaign, 1);
    answer(1, 201, new FragSessionStatusAns(0, 25, 255, true));
    assertThat(campaign.snapshot().devices().get(0).reason())
        .isEqualTo("too many fragments lost for the decoder's memory: at least 255 missing");
  }

  @ParameterizedTest(name = "UpImageStatus {0}")
  @CsvSource({
    "1, image corrupt or its signature wrong",
    "2, image is for other hardware",
    "3, holds an image of version 1.0.0"
  })
  void namesWhyAnImageIsRefused(int status, String reason) {
    Campaign campaign = start(1, parameters());
    setUpAndTransfer(campaign, 1);
    answer(1, 201, new FragSessionStatusAns(0, 25, 0, false));
    answer(
        1,
        203,
        status == DevUpgradeImageAns.VALID_IMAGE
            ? DevUpgradeImageAns.valid(OLD)
            : DevUpgradeImageAns.without(status));
    assertThat(campaign.snapshot().devices().get(0).reason()).isEqualTo(reason);
  }

  @Test
  void waitsForADeviceThatIsStillCheckingTheImage() {
    Campaign campaign = start(1, parameters());
    setUpAndTransfer(campaign, 1);
    answer(1, 201, new FragSessionStatusAns(0, 25, 0, false));
    network.reportSent(network.unicast().get(4));
    answer(1, 203, DevUpgradeImageAns.without(DevUpgradeImageAns.NO_IMAGE));
    assertThat(network.unicast()).hasSize(5);
    time.run(ANSWER_TIMEOUT);
    assertThat(network.unicast()).hasSize(6);
    answer(1, 203, DevUpgradeImageAns.valid(NEW));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.DEV_REBOOT_COUNTDOWN);
  }

  @Test
  @DisplayName("TP-13: a fragment without a sent report is given up, and the next one follows")
  void goesOnWithoutSentReports() {
    network.doNotReportMulticast();
    Campaign campaign = start(1, parameters());
    setUpAndTransfer(campaign, 1);
    assertThat(network.multicast())
        .hasSize(25)
        .allSatisfy(g -> assertThat(g.isCancelled()).isTrue());
  }

  @Test
  @DisplayName("TR-16: after the reboot version_report_timeout is waited before a device is asked")
  void waitsForTheVersionReports() {
    Campaign campaign =
        start(
            1,
            parameters()
                .rebootCountdown(Duration.ofSeconds(30))
                .versionReportTimeout(Duration.ofMinutes(7)));
    setUpAndTransfer(campaign, 1);
    answer(1, 201, new FragSessionStatusAns(0, 25, 0, false));
    answer(1, 203, DevUpgradeImageAns.valid(NEW));
    answer(1, 203, new DevRebootCountdownAns(30));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.DEV_VERSION);
    int before = network.unicast().size();
    time.run(Duration.ofSeconds(7 * 60 + 29));
    assertThat(network.unicast()).hasSize(before);
    time.run(Duration.ofSeconds(1));
    heartbeat(0);
    assertThat(network.unicast()).hasSize(before + 1);
    assertThat(network.unicast().get(before).downlink().payload())
        .isEqualTo(new DevVersionReq().encode());
  }

  @Test
  @DisplayName("TR-16: a version report counts at any time, behind the campaign's end too")
  void aVersionReportAlwaysCounts() {
    Campaign campaign = start(2, parameters().maximumDuration(Duration.ofHours(5)).msgRetries(0));
    network.uplink(device(0), 204, UpdatingDevice.versionReport(NEW));
    assertThat(campaign.snapshot().devices().get(0).succeeded()).isTrue();
    network.uplink(device(1), 204, UpdatingDevice.versionReport(OLD));
    assertThat(campaign.snapshot().devices().get(1).succeeded()).isFalse();
    time.run(Duration.ofHours(5));
    assertThat(campaign.verdict()).isPresent();
    network.uplink(device(1), 204, UpdatingDevice.versionReport(NEW));
    assertThat(campaign.snapshot().succeeded()).isEqualTo(2);
    assertThat(campaign.snapshot().devices().get(1).reason()).isEmpty();
  }
}
