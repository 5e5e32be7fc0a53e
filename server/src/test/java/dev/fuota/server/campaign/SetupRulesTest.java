package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static dev.fuota.server.campaign.Fixtures.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevRebootTimeAns;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.harness.FakeNetwork.Given;
import dev.fuota.server.harness.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The setup stages, with the network and each answer in the test's hands. */
class SetupRulesTest extends CampaignBench {

  @Test
  @DisplayName("TP-10: the first downlink to a device waits for its uplink")
  void waitsForTheFirstUplink() {
    start(2, parameters(), GROUP);
    time.run(Duration.ofMinutes(10));
    assertThat(network.unicast()).isEmpty();
    heartbeat(1);
    assertThat(network.unicast()).extracting(Given::to).containsExactly(device(1));
  }

  @Test
  @DisplayName("TP-10, TP-17: who waits for its first uplink is pending from the beginning")
  void isPendingFromTheBeginning() {
    Campaign campaign = start(3, parameters(), GROUP);
    assertThat(campaign.counts().of(Stage.MC_GROUP_SETUP))
        .isEqualTo(new StageCounts.Counts(3, 0, 0, 0, 0));
    heartbeat(1);
    network.reportAllSent();
    assertThat(campaign.counts().of(Stage.MC_GROUP_SETUP))
        .isEqualTo(new StageCounts.Counts(2, 1, 0, 0, 0));
    assertThat(campaign.counts().of(Stage.FRAG_SESSION_SETUP)).isEqualTo(StageCounts.NONE);
  }

  @Test
  @DisplayName("TP-10, TR-04: a device gets the group's key wrapped with its own key")
  void wrapsTheKeyForEachDevice() {
    start(2, parameters());
    for (int i = 0; i < 2; i++) {
      McGroupSetupReq req = (McGroupSetupReq) multicastSetup(network.unicast().get(i));
      AesKey keKey = McKeys.keyEncryptionKey(McKeys.rootKeyOfGenAppKey(genAppKey(i)));
      assertThat(McKeys.unwrap(keKey, req.mcKeyEncrypted())).isEqualTo(GROUP.mcKey());
      assertThat(req.mcAddr()).isEqualTo(GROUP.mcAddr());
      assertThat(req.mcGroupId()).isEqualTo(1);
      assertThat(req.minMcFCnt()).isEqualTo(17); // the counter of the network's next frame
    }
  }

  @Test
  @DisplayName("TP-10: a device that has the group already counts as set up")
  void asksNoMember() {
    CampaignGroup group = new CampaignGroup(1, GROUP.mcAddr(), GROUP.mcKey(), Set.of(device(0)));
    Campaign campaign = start(1, parameters(), group);
    assertThat(state(campaign, 0, Stage.MC_GROUP_SETUP).status())
        .isEqualTo(StageState.Status.ANSWERED);
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.FRAG_SESSION_SETUP);
    assertThat(campaign.group().members()).containsExactly(device(0));
  }

  @Test
  @DisplayName("TP-02: unicast downlinks are ucast_msg_delay apart at least")
  void pacesUnicast() {
    start(10, parameters().ucastMsgDelay(Duration.ofMillis(700)));
    time.run(Duration.ofSeconds(10));
    List<Instant> times = network.unicast().stream().map(Given::at).toList();
    assertThat(times).hasSize(10);
    for (int i = 0; i < times.size(); i++) {
      assertThat(times.get(i)).isEqualTo(VirtualTime.START.plusMillis(700L * i));
    }
  }

  @Test
  @DisplayName("TP-03: without a sent report the request is repeated after delivery_timeout")
  void repeatsWhatWasNotDelivered() {
    Duration timeout = Duration.ofSeconds(200);
    start(1, parameters().deliveryTimeout(timeout));
    time.run(timeout.minus(MILLI));
    assertThat(network.unicast()).hasSize(1);
    time.run(MILLI);
    assertThat(network.unicast()).hasSize(2);
    assertThat(network.unicast().get(0).isCancelled()).isTrue();
  }

  @Test
  @DisplayName("TP-03: a request that a busy network still has for a living device is not given up")
  void waitsForABusyNetwork() {
    Duration timeout = Duration.ofSeconds(200);
    Campaign campaign = start(1, parameters().deliveryTimeout(timeout).msgRetries(0));
    for (int i = 0; i < 10; i++) {
      heartbeat(0);
      time.run(timeout);
    }
    assertThat(network.unicast()).hasSize(1);
    assertThat(network.unicast().get(0).isWaiting()).isTrue();
    time.run(timeout); // and now the device is silent
    assertThat(network.unicast().get(0).isCancelled()).isTrue();
    assertThat(state(campaign, 0, Stage.MC_GROUP_SETUP).detail())
        .isEqualTo("not delivered after 1 try");
  }

  @Test
  @DisplayName("TP-12: slow setup stages move the session's start")
  void slowStagesMoveTheSessionStart() {
    start(1, parameters().msgRetries(0));
    network.reportAllSent();
    time.run(ANSWER_TIMEOUT.minus(MILLI));
    answerGroupSetup(1);
    for (int i = 0; i < 100; i++) { // a busy network: 100 min
      time.run(INTERVAL);
      heartbeat(0);
    }
    answerFragSetup(1);
    Instant start = new GpsTime(sessionReq().sessionTime()).near(time.instant());
    assertThat(start).isAfter(time.instant().plus(Duration.ofMinutes(200)));
  }

  @Test
  @DisplayName("TP-03: an answer 1 ms before its timeout prevents the repetition")
  void anAnswerInTimePreventsTheRepetition() {
    Campaign campaign = start(2, parameters());
    network.reportAllSent();
    time.run(ANSWER_TIMEOUT.minus(MILLI));
    answerGroupSetup(1);
    time.run(MILLI.multipliedBy(2));
    assertThat(state(campaign, 0, Stage.MC_GROUP_SETUP).tries()).isEqualTo(1);
    assertThat(state(campaign, 1, Stage.MC_GROUP_SETUP).tries()).isEqualTo(2);
  }

  @Test
  @DisplayName("TP-03: an answer 1 ms after its timeout comes behind the repetition, and counts")
  void anAnswerAfterTheTimeoutCounts() {
    Campaign campaign = start(1, parameters());
    network.reportAllSent();
    time.run(ANSWER_TIMEOUT.plus(MILLI));
    assertThat(network.unicast()).hasSize(2);
    answerGroupSetup(1);
    assertThat(network.unicast().get(1).isCancelled()).isTrue();
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.FRAG_SESSION_SETUP);
  }

  @ParameterizedTest(name = "msg_retries {0}")
  @CsvSource({"0, no answer after 1 try", "2, no answer after 3 tries"})
  @DisplayName("TP-03: a request is repeated msg_retries times and not once more")
  void givesUpAfterTheRetries(int retries, String reason) {
    Campaign campaign = start(1, parameters().msgRetries(retries));
    for (int i = 0; i <= retries; i++) {
      network.reportSent(network.unicast().get(i));
      time.run(ANSWER_TIMEOUT);
    }
    time.run(Duration.ofHours(5));
    assertThat(network.unicast()).hasSize(retries + 1);
    assertThat(campaign.verdict())
        .contains(
            new Verdict(
                Verdict.Outcome.FAILED, "0 of 1 devices (1 needed) run 2.0.3; " + reason + " (1)"));
    assertThat(state(campaign, 0, Stage.MC_GROUP_SETUP))
        .isEqualTo(new StageState(StageState.Status.TIMED_OUT, retries + 1, reason));
  }

  @Test
  @DisplayName("TP-03: the answer timeout follows the slowest participant")
  void theSlowestParticipantSetsTheTimeout() {
    CampaignPlan plan =
        new CampaignPlan(
            parameters().build(),
            new Job.UpgradeFirmware(Fixtures.firmware(0)),
            Fixtures.GROUP,
            List.of(
                new Target(device(0), genAppKey(0), Duration.ofSeconds(10), PackageVersion.V1),
                new Target(device(1), genAppKey(1), Duration.ofSeconds(200), PackageVersion.V1)),
            counters);
    assertThat(plan.answerTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(plan.lateAnswerTime()).isEqualTo(Duration.ofSeconds(200));
  }

  @ParameterizedTest(name = "{0} answers of 10")
  @CsvSource({"7, MC_GROUP_SETUP", "8, FRAG_SESSION_SETUP"})
  @DisplayName("TP-04: a setup stage ends when the threshold is met, and not one answer before")
  void theThresholdEndsASetupStage(int answers, Stage stage) {
    Campaign campaign = start(10, parameters().successThreshold(80));
    answerGroupSetup(answers);
    assertThat(campaign.snapshot().stage()).isEqualTo(stage);
  }

  @Test
  @DisplayName("TP-04: a setup stage ends when all devices have answered or refused")
  void refusalsEndASetupStage() {
    Campaign campaign = start(2, parameters());
    answerGroupSetup(1);
    network.uplink(device(1), 200, new McGroupSetupAns(1, true));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.FRAG_SESSION_SETUP);
    assertThat(campaign.snapshot().devices().get(1).reason())
        .isEqualTo("multicast group 1 is not supported");
  }

  @Test
  @DisplayName("TP-04: a device behind the threshold goes on with the older stage")
  void aStragglerCatchesUp() {
    Campaign campaign = start(2, parameters().successThreshold(50));
    answerGroupSetup(1);
    answerFragSetup(1);
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.MC_CLASS_C_SESSION_SETUP);
    network.uplink(device(1), 200, new McGroupSetupAns(1, false));
    network.uplink(device(1), 201, new FragSessionSetupAns(false, false, false, false, 0));
    assertThat(state(campaign, 1, Stage.MC_CLASS_C_SESSION_SETUP).tries()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "TP-05, TP-12: the transfer starts after the session's start and the late-answer time")
  void startsTheTransferAtTheSessionStart() {
    Campaign campaign = start(1, parameters().msgRetries(0));
    answerGroupSetup(1);
    answerFragSetup(1);
    Instant setup = time.instant();
    Instant start = new GpsTime(sessionReq().sessionTime()).near(setup);
    // one try: delivery_timeout 300 s and answer 90 s, then 60 s for late answers, then whole
    assertThat(start).isBetween(setup.plusSeconds(450), setup.plusSeconds(451));
    answerSessionSetup(1);
    time.run(Duration.between(setup, start.plusSeconds(5)).minus(MILLI));
    assertThat(network.multicast()).isEmpty();
    time.run(MILLI);
    assertThat(network.multicast()).hasSize(1);
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.DL_FRAGMENT);
  }

  @Test
  @DisplayName("TP-12: in class B the session starts with the first beacon behind the setup")
  void startsClassBWithABeacon() {
    start(1, parameters().msgRetries(0).mcastClassB(true));
    answerGroupSetup(1);
    answerFragSetup(1);
    Instant setup = time.instant();
    Given last = network.unicast().get(network.unicast().size() - 1);
    McClassBSessionReq request = (McClassBSessionReq) multicastSetup(last);
    Instant start = new GpsTime(request.sessionTime()).near(setup);
    assertThat(request.sessionTime() % 128).isZero();
    assertThat(start).isBetween(setup.plusSeconds(450), setup.plusSeconds(451 + 128));
  }

  @Test
  @DisplayName(
      "TP-05: the transfer waits for late answers when the setup ends at the session's start")
  void waitsForLateAnswersBehindASlowSetup() {
    Campaign campaign = start(1, parameters().msgRetries(0));
    answerGroupSetup(1);
    answerFragSetup(1);
    for (int i = 0; i < 44; i++) { // a busy network: the request is out after 440 s
      time.run(Duration.ofSeconds(10));
      heartbeat(0);
    }
    answerSessionSetup(1); // 10 s before the session starts
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.DL_FRAGMENT);
    time.run(INTERVAL.minus(MILLI));
    assertThat(network.multicast()).isEmpty();
    time.run(MILLI);
    assertThat(network.multicast()).hasSize(1);
  }

  @Test
  @DisplayName("TR-05: a device that does not know the time is asked again, and the reason says so")
  void namesAClockThatIsNotSynchronised() {
    Campaign campaign = start(1, parameters().msgRetries(0));
    answerGroupSetup(1);
    answerFragSetup(1);
    network.reportAllSent();
    answer(1, 200, McClassCSessionAns.accepted(1, McClassCSessionAns.TIME_UNKNOWN));
    time.run(ANSWER_TIMEOUT);
    assertThat(state(campaign, 0, Stage.MC_CLASS_C_SESSION_SETUP))
        .isEqualTo(new StageState(StageState.Status.TIMED_OUT, 1, "clock is not synchronised"));
  }

  @ParameterizedTest(name = "{0} % of {1} devices are {2}")
  @CsvSource({"80, 10, 8", "81, 10, 9", "100, 7, 7", "1, 7, 1", "66, 3, 2", "67, 3, 3"})
  @DisplayName("TP-04: the threshold is rounded up to whole devices")
  void roundsTheThresholdUp(int percent, int devices, int needed) {
    CampaignParameters parameters = parameters().successThreshold(percent).build();
    assertThat(
            new CampaignPlan(
                    parameters,
                    new Job.UpgradeFirmware(Fixtures.firmware(0)),
                    Fixtures.GROUP,
                    targets(devices),
                    counters)
                .needed())
        .isEqualTo(needed);
  }

  @Test
  @DisplayName("TP-12: a session start that was set by hand is kept")
  void keepsTheSessionStartSetByHand() {
    Instant byHand = VirtualTime.START.plus(Duration.ofHours(7));
    start(1, parameters().sessionStart(byHand));
    answerGroupSetup(1);
    answerFragSetup(1);
    assertThat(sessionReq().sessionTime()).isEqualTo(GpsTime.of(byHand).seconds());
  }

  @ParameterizedTest(name = "session of {0} s at most: TimeOut {1}")
  @CsvSource({"3600, 12", "4096, 12", "4097, 13", "32768, 15", "32769, 15"})
  @DisplayName("TP-12: TimeOut is the least that covers campaign start + maximum - session start")
  void coversTheRestOfTheCampaign(int seconds, int timeOut) {
    Instant byHand = VirtualTime.START.plus(Duration.ofHours(4));
    start(
        1,
        parameters()
            .sessionStart(byHand)
            .maximumDuration(Duration.ofHours(4).plusSeconds(seconds)));
    answerGroupSetup(1);
    answerFragSetup(1);
    assertThat(sessionReq().timeOut()).isEqualTo(timeOut);
    assertThat(sessionReq().frequencyHz()).isEqualTo(869_525_000);
    assertThat(sessionReq().dataRate()).isEqualTo(5);
  }

  @Test
  @DisplayName("TP-11: the fragmentation session has the size, the padding and the descriptor")
  void announcesTheFile() {
    start(1, parameters());
    answerGroupSetup(1);
    assertThat(fragmentation(network.unicast().get(1)))
        .isEqualTo(new FragSessionSetupReq(0b0010, 0, 20, 50, 0, 0, 5, Bytes.fromHex("4d00abcd")));
  }

  @Test
  @DisplayName("TP-16: the reboot time is a GPS second behind the end of the transfer")
  void asksForARebootTime() {
    start(1, parameters().msgRetries(0).reboot(new Reboot.AtTime(Optional.empty())));
    answerGroupSetup(1);
    Instant reboot = rebootTime(network.unicast().get(1));
    // 4 stages of 390 s, 60 s for late answers, 25 fragments one every 1.18 s, status and image
    assertThat(reboot).isAfter(VirtualTime.START.plusSeconds(4 * 390 + 60 + 30 + 2 * 390));
  }

  @Test
  @DisplayName("TP-16: a device that cannot program its reboot is told to reboot at the end")
  void commandsTheRebootOfADeviceWithoutClock() {
    Campaign campaign =
        start(1, parameters().msgRetries(0).reboot(new Reboot.AtTime(Optional.empty())));
    answerGroupSetup(1);
    network.reportSent(network.unicast().get(1));
    answer(1, 203, new DevRebootTimeAns(DevRebootTimeAns.NOTHING_PROGRAMMED));
    time.run(ANSWER_TIMEOUT);
    assertThat(state(campaign, 0, Stage.DEV_REBOOT_TIME_SETUP).detail())
        .isEqualTo("no reboot programmed, the clock may be wrong");
    answerFragSetup(1);
    answerSessionSetup(1);
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    answer(1, 201, new FragSessionStatusAns(0, 25, 0, false));
    answer(1, 203, DevUpgradeImageAns.valid(NEW));
    assertThat(state(campaign, 0, Stage.DEV_REBOOT_COUNTDOWN).tries()).isEqualTo(1);
  }

  @Test
  @DisplayName("TP-05: an answer after all tries still counts until the transfer starts")
  void takesLateAnswers() {
    Campaign campaign = start(2, parameters().msgRetries(0).successThreshold(50));
    answerGroupSetup(1);
    network.reportSent(network.unicast().get(1));
    time.run(ANSWER_TIMEOUT);
    assertThat(state(campaign, 1, Stage.MC_GROUP_SETUP).status())
        .isEqualTo(StageState.Status.TIMED_OUT);
    network.uplink(device(1), 200, new McGroupSetupAns(1, false));
    assertThat(state(campaign, 1, Stage.FRAG_SESSION_SETUP).tries()).isEqualTo(1);
    assertThat(campaign.snapshot().devices().get(1).reason()).isEmpty();
  }

  @Test
  @DisplayName("TP-05: a late answer of one stage brings no device back that another has refused")
  void aLateAnswerDoesNotBringARefusalBack() {
    Campaign campaign =
        start(2, parameters().msgRetries(0).reboot(new Reboot.AtTime(Optional.empty())));
    answerGroupSetup(2);
    network.reportAllSent();
    time.run(ANSWER_TIMEOUT); // no reboot time for both: they go on without
    network.uplink(device(1), 201, new FragSessionSetupAns(false, false, false, true, 0));
    Instant reboot = rebootTime(network.unicast().get(2));
    long left = Duration.between(time.instant(), reboot).toSeconds();
    network.uplink(device(1), 203, new DevRebootTimeAns(left));
    answerFragSetup(1);
    assertThat(campaign.snapshot().devices().get(1).reason()).isEqualTo("refused by descriptor");
    assertThat(state(campaign, 0, Stage.MC_CLASS_C_SESSION_SETUP).tries()).isEqualTo(1);
    assertThat(state(campaign, 1, Stage.MC_CLASS_C_SESSION_SETUP).tries()).isZero();
  }

  @Test
  void refusesToStartWithBadParameters() {
    assertThatThrownBy(() -> start(1, parameters().msgRetries(101)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("msg_retries is 101, not 0..100");
  }

  @Test
  void refusesADeviceThatIsATargetTwice() {
    List<Target> twice = List.of(targets(1).get(0), targets(1).get(0));
    CampaignPorts ports = new CampaignPorts(network, time, time, counters, CampaignListener.NONE);
    assertThatThrownBy(
            () ->
                new Campaign(
                    parameters().build(),
                    new Job.UpgradeFirmware(Fixtures.firmware(5)),
                    GROUP,
                    twice,
                    ports))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void startsOnce() {
    Campaign campaign = start(1, parameters());
    assertThatThrownBy(campaign::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void usesAChannelThatItsParametersName() {
    start(1, parameters().multicastChannel(869_525_000, Region.EU868.dataRate(3).orElseThrow()));
    answerGroupSetup(1);
    answerFragSetup(1);
    assertThat(sessionReq().dataRate()).isEqualTo(3);
  }
}
