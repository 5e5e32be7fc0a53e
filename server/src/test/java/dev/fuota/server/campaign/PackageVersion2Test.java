package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.DataBlockMic;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedAns;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.multicast.McClassCSessionAnsV2;
import dev.fuota.server.harness.FakeNetwork.Given;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a campaign does differently with devices whose packages are in version 2. */
class PackageVersion2Test extends CampaignBench {
  private static final FragSessionSetupAnsV2 ACCEPTED =
      new FragSessionSetupAnsV2(false, false, false, false, false, 0);

  private static Target target(PackageVersion version) {
    return new Target(device(0), genAppKey(7), INTERVAL, version);
  }

  private static CutFile firmware(int coded) {
    CutFile one = Fixtures.firmware(coded);
    return new CutFile(
        one.fwVersion(), one.descriptor(), one.encoder(), one.fragSize(), coded, PackageVersion.V2);
  }

  private Campaign campaign(CampaignParametersBuilder parameters, CutFile firmware, Target target) {
    CampaignPorts ports = new CampaignPorts(network, time, time, counters, CampaignListener.NONE);
    return new Campaign(
        parameters.build(), new Job.UpgradeFirmware(firmware), GROUP, List.of(target), ports);
  }

  /** A campaign of one device that has the group. */
  private Campaign startV2(CampaignParametersBuilder parameters) {
    Campaign campaign = campaign(parameters, firmware(5), target(PackageVersion.V2));
    campaign.start();
    heartbeat(0);
    answerGroupSetup(1);
    return campaign;
  }

  private Campaign transferred(CampaignParametersBuilder parameters) {
    Campaign campaign = startV2(parameters);
    answer(1, 201, ACCEPTED);
    answerSessionSetup(1);
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    return campaign;
  }

  private FragmentationDownlink last() {
    Given given = network.unicast().get(network.unicast().size() - 1);
    return FragmentationDownlink.commands(PackageVersion.V2)
        .decodeAll(given.downlink().payload())
        .commands()
        .get(0);
  }

  private static Bytes mic(int sessionCnt) {
    DataBlockMic mic =
        new DataBlockMic(
            DataBlockMic.integrityKey(genAppKey(7)), sessionCnt, 0, Bytes.fromHex("4d00abcd"), 995);
    mic.update(Fixtures.image(995).toArray(), 0, 995);
    return mic.mic();
  }

  private String reason(Campaign campaign) {
    return campaign.snapshot().devices().get(0).reason();
  }

  @Test
  @DisplayName(
      "TS004-35, TS004-36: each sending has a higher SessionCnt, and the MIC that goes by it")
  void everySendingHasAHigherSessionCnt() {
    startV2(parameters());
    for (int sessionCnt = 0; sessionCnt < 3; sessionCnt++) {
      FragSessionSetupReqV2 setup = (FragSessionSetupReqV2) last();
      assertThat(setup.sessionCnt()).isEqualTo(sessionCnt);
      assertThat(setup.mic()).isEqualTo(mic(sessionCnt));
      assertThat(setup.padding()).isEqualTo(5);
      assertThat(setup.ackReception()).isFalse();
      network.reportSent(network.unicast().get(network.unicast().size() - 1));
      time.run(ANSWER_TIMEOUT);
    }
  }

  @Test
  @DisplayName("TS004-33: the counter goes on in the next campaign")
  void theCounterOutlivesTheCampaign() {
    startV2(parameters());
    startV2(parameters());
    assertThat(((FragSessionSetupReqV2) last()).sessionCnt()).isEqualTo(1);
  }

  @Test
  @DisplayName("TS004-33: a refused SessionCnt is no refusal of the block: the next is higher")
  void aReplayedCounterIsTriedAgain() {
    Campaign campaign = startV2(parameters().msgRetries(1));
    answer(1, 201, new FragSessionSetupAnsV2(false, false, false, false, true, 0));
    network.reportSent(network.unicast().get(1));
    time.run(ANSWER_TIMEOUT);
    assertThat(((FragSessionSetupReqV2) last()).sessionCnt()).isEqualTo(1);
    network.reportSent(network.unicast().get(2));
    time.run(ANSWER_TIMEOUT);
    assertThat(reason(campaign)).isEqualTo("SessionCnt was used before");
  }

  @Test
  void whatElseIsRefusedIsRefused() {
    Campaign campaign = startV2(parameters());
    answer(1, 201, new FragSessionSetupAnsV2(false, true, false, true, true, 0));
    assertThat(reason(campaign)).isEqualTo("refused by descriptor, not enough memory");
  }

  @Test
  @DisplayName("TS005-12: a missed start is named")
  void aMissedStartIsNamed() {
    Campaign campaign = startV2(parameters());
    answer(1, 201, ACCEPTED);
    answer(1, 200, McClassCSessionAnsV2.refused(1, false, false, false, true));
    assertThat(reason(campaign)).isEqualTo("the session's start was over");
  }

  @Test
  @DisplayName("TS004-30: a status answer of version 2 that misses nothing")
  void aCompleteBlockIsReady() {
    Campaign campaign = transferred(parameters());
    answer(1, 201, FragSessionStatusAnsV2.of(false, false, 25, 0, 0));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.DEV_UPGRADE_IMAGE);
  }

  @Test
  @DisplayName("TS004-37: a wrong MIC is a refusal, in words")
  void aWrongMicIsNamed() {
    Campaign campaign = transferred(parameters());
    answer(1, 201, FragSessionStatusAnsV2.of(false, true, 25, 0, 0));
    assertThat(reason(campaign)).isEqualTo("has rebuilt the block, but its MIC is wrong");
  }

  @Test
  @DisplayName("TS004-31: a device without the session is named")
  void aMissingSessionIsNamed() {
    Campaign campaign = transferred(parameters());
    answer(1, 201, FragSessionStatusAnsV2.noSession());
    assertThat(reason(campaign)).isEqualTo("has no fragmentation session 0");
  }

  @Test
  @DisplayName("PKG-07: an answer of version 1 from a device of version 2 is not understood")
  void answersOfTheOtherVersionAreNotTaken() {
    Campaign campaign = transferred(parameters());
    answer(1, 201, new FragSessionStatusAns(0, 25, 0, false)); // 19 00 00 00: misses 0, layout V1
    assertThat(state(campaign, 0, Stage.FRAG_SESSION_STATUS).status())
        .isNotEqualTo(StageState.Status.PENDING);
    assertThat(campaign.snapshot().stage()).isNotEqualTo(Stage.DEV_UPGRADE_IMAGE);
  }

  @Test
  @DisplayName("TS004-39: a reported block is acknowledged, and its device not asked again")
  void aReportedBlockIsAcknowledged() {
    Campaign campaign = startV2(parameters().ackReception(true));
    assertThat(((FragSessionSetupReqV2) last()).ackReception()).isTrue();
    answer(1, 201, ACCEPTED);
    answerSessionSetup(1);
    answer(1, 201, new FragDataBlockReceivedReq(0, false));
    assertThat(last()).isEqualTo(new FragDataBlockReceivedAns(0));
    answer(1, 201, new FragDataBlockReceivedReq(0, false)); // the answer was lost
    assertThat(network.unicast()).hasSize(5);
    time.runUntil(() -> campaign.snapshot().stage() == Stage.DEV_UPGRADE_IMAGE);
    assertThat(state(campaign, 0, Stage.FRAG_SESSION_STATUS))
        .isEqualTo(new StageState(StageState.Status.ANSWERED, 0, "not needed"));
  }

  @Test
  @DisplayName("Beyond TP-15: a burst ends as soon as enough devices have reported the block")
  void reportsEndTheBurst() {
    UnaryOperator<Beyond> adaptive =
        it -> it.withAdaptive(true).withAdaptiveBurst(12).withAdaptiveRedundancyMax(1);
    Campaign campaign = startV2(parameters().ackReception(true).beyond(adaptive));
    answer(1, 201, ACCEPTED);
    answerSessionSetup(1);
    time.runUntil(() -> network.multicast().size() == 21); // 20 uncoded ones, and the question
    answer(1, 201, FragSessionStatusAnsV2.of(false, false, 18, 0, 2));
    time.runUntil(() -> campaign.snapshot().fragmentsSent() == 23);
    answer(1, 201, new FragDataBlockReceivedReq(0, false));
    time.runUntil(() -> campaign.snapshot().stage() == Stage.DEV_UPGRADE_IMAGE);
    assertThat(campaign.snapshot().fragmentsSent()).isBetween(23, 24);
  }

  @Test
  @DisplayName("TS004-37: a block reported with a wrong MIC is acknowledged and refused")
  void aReportedBlockWithAWrongMicIsRefused() {
    Campaign campaign = transferred(parameters().ackReception(true));
    answer(1, 201, new FragDataBlockReceivedReq(0, true));
    assertThat(last()).isEqualTo(new FragDataBlockReceivedAns(0));
    assertThat(reason(campaign)).isEqualTo("has rebuilt the block, but its MIC is wrong");
  }

  @Test
  void aReportOfAnotherBlockIsAcknowledgedAndNothingElse() {
    Campaign campaign = transferred(parameters().ackReception(true));
    answer(1, 201, new FragDataBlockReceivedReq(2, false));
    assertThat(last()).isEqualTo(new FragDataBlockReceivedAns(2));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.FRAG_SESSION_STATUS);
    assertThat(ignored(campaign, IgnoredUplink.OTHER_SESSION)).isEqualTo(1);
  }

  @Test
  @DisplayName("FEC-03, FEC-04: coded fragments go to devices of their own version only")
  void codedFragmentsAreForOneVersion() {
    assertThat(campaign(parameters(), Fixtures.firmware(5), target(PackageVersion.V2)).problems())
        .containsExactly(
            "00000100 has its packages in version 2, the fragments are coded for version 1");
    assertThat(campaign(parameters(), Fixtures.firmware(0), target(PackageVersion.V2)).problems())
        .isEmpty();
  }

  @Test
  @DisplayName("TS004-41: a device whose SessionCnt is used up is named before the start")
  void aSpentIndexIsNamed() {
    for (int taken = 0; taken < 65_536 - 2; taken++) {
      counters.take(device(0), 0);
    }
    assertThat(problems(1)).isEmpty(); // two tries, two left
    assertThat(problems(2)).containsExactly("00000100 has no SessionCnt left at frag_index 0");
  }

  private List<String> problems(int retries) {
    return campaign(parameters().msgRetries(retries), firmware(5), target(PackageVersion.V2))
        .problems();
  }

  @Test
  @DisplayName("PKG-07: a device of version 1 gets and gives version 1")
  void version1StaysVersion1() {
    campaign(parameters(), Fixtures.firmware(5), target(PackageVersion.V1)).start();
    heartbeat(0);
    answerGroupSetup(1);
    assertThat(fragmentation(network.unicast().get(1))).isInstanceOf(FragSessionSetupReq.class);
    answer(1, 201, new FragSessionSetupAns(false, false, false, false, 0));
    assertThat(network.unicast()).hasSize(3);
  }
}
