package dev.fuota.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.harness.FakeNetwork.Given;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.World;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a device misses after the multicast goes to it by unicast. */
class RepairTest extends CampaignBench {
  private static CampaignParametersBuilder repairing(int most) {
    return parameters()
        .msgRetries(2)
        .fsessionStatusThreshold(100)
        .beyond(it -> it.withRepair(true).withRepairMax(most));
  }

  /** 25 uncoded and 5 coded fragments, that a unicast downlink carries. */
  @Override
  CutFile firmware() {
    return Fixtures.firmware(5, 40);
  }

  private List<Integer> unicastNumbers(int device) {
    return network.unicast().stream()
        .filter(it -> it.to().equals(device(device)))
        .filter(RepairTest::isFragmentation)
        .map(CampaignBench::fragmentation)
        .filter(DataFragment.class::isInstance)
        .map(it -> ((DataFragment) it).n())
        .toList();
  }

  private static boolean isFragmentation(Given given) {
    return given.downlink().fPort() == 201;
  }

  private static boolean isStatusReq(Given given) {
    return isFragmentation(given) && fragmentation(given) instanceof FragSessionStatusReq;
  }

  /**
   * Everything that waits is sent, until a downlink is given to the network that the test waits
   * for.
   */
  private void sendUntil(Predicate<Given> wanted) {
    for (int i = 0; i < 200; i++) {
      Given last = network.unicast().get(network.unicast().size() - 1);
      if (wanted.test(last)) {
        return;
      }
      network.reportSent(last);
      time.run(Duration.ofMillis(1));
    }
    throw new AssertionError("not sent");
  }

  private void status(int device, int received, int missing) {
    network.uplink(device(device), 201, new FragSessionStatusAns(0, received, missing, false));
  }

  @Test
  @DisplayName(
      "Beyond TP-15, TR-08: a device gets what it misses by unicast, in numbers that are fresh")
  void sendsWhatIsMissing() {
    Campaign campaign = start(2, repairing(20));
    setUpAndTransfer(campaign, 2);
    time.run(Duration.ofMillis(1));
    status(0, 25, 0);
    status(1, 18, 2);
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.UNICAST_REPAIR);
    assertThat(campaign.verdict()).isEmpty();
    sendUntil(RepairTest::isStatusReq);
    // numbers up to 30 went to the group; 2 are needed, and 3 more
    assertThat(unicastNumbers(1)).containsExactly(31, 32, 33, 34, 35);
    assertThat(unicastNumbers(0)).isEmpty();
    status(1, 23, 0);
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.DEV_UPGRADE_IMAGE);
    assertThat(state(campaign, 1, Stage.UNICAST_REPAIR).status()).isEqualTo(Status.ANSWERED);
    assertThat(campaign.snapshot().devices().get(1).reason()).isEmpty();
  }

  @Test
  @DisplayName("Beyond TP-15: behind bursts, the numbers of a repair are those that no burst had")
  void goesOnBehindTheBursts() {
    CampaignParametersBuilder parameters =
        repairing(20)
            .beyond(
                it -> it.withAdaptive(true).withAdaptiveBurst(10).withAdaptiveRedundancyMax(0.4));
    Campaign campaign = start(1, parameters);
    answerGroupSetup(1);
    answerFragSetup(1);
    answerSessionSetup(1);
    time.runUntil(() -> network.multicast().size() == 26); // 25 uncoded ones, and the question
    status(0, 23, 2);
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    assertThat(campaign.snapshot().fragmentsSent()).isEqualTo(35);
    time.run(Duration.ofMillis(1));
    status(0, 24, 1);
    sendUntil(RepairTest::isStatusReq);
    assertThat(unicastNumbers(0)).containsExactly(36, 37, 38, 39);
  }

  @Test
  @DisplayName("Beyond TP-15: a device that needs more than repair_max fragments gets none")
  void leavesThoseThatMissTooMany() {
    Campaign campaign = start(1, repairing(5));
    setUpAndTransfer(campaign, 1);
    time.run(Duration.ofMillis(1));
    status(0, 14, 6);
    assertThat(unicastNumbers(0)).isEmpty();
    assertThat(campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  @DisplayName("Beyond TP-15: a device gets repair_max fragments at most, in all turns together")
  void keepsTheMaximum() {
    Campaign campaign = start(1, repairing(7));
    setUpAndTransfer(campaign, 1);
    time.run(Duration.ofMillis(1));
    status(0, 18, 2);
    sendUntil(RepairTest::isStatusReq);
    assertThat(unicastNumbers(0)).hasSize(5);
    status(0, 18, 2);
    sendUntil(it -> isStatusReq(it) && unicastNumbers(0).size() > 5);
    assertThat(unicastNumbers(0)).containsExactly(31, 32, 33, 34, 35, 36, 37);
    status(0, 19, 1);
    assertThat(campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(campaign.snapshot().devices().get(0).reason())
        .isEqualTo("not enough fragments: 1 missing");
    assertThat(unicastNumbers(0)).hasSize(7);
  }

  @Test
  @DisplayName("Beyond TP-15: the turns of a device are bounded, however much it may get")
  void boundsTheTurns() {
    Campaign campaign = start(1, repairing(1000));
    setUpAndTransfer(campaign, 1);
    time.run(Duration.ofMillis(1));
    status(0, 18, 2);
    for (int turn = 1; turn <= RepairStep.TURNS_MAX; turn++) {
      int fragments = 5 * turn;
      sendUntil(it -> isStatusReq(it) && unicastNumbers(0).size() == fragments);
      assertThat(campaign.verdict()).isEmpty();
      status(0, 18, 2);
    }
    assertThat(campaign.verdict()).isPresent();
  }

  @Test
  @DisplayName("Beyond TP-15: the verdict counts behind the repair")
  void countsBehindTheRepair() {
    Campaign campaign = start(2, repairing(20).successThreshold(50));
    setUpAndTransfer(campaign, 2);
    time.run(Duration.ofMillis(1));
    status(0, 18, 2);
    status(1, 5, 15);
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.UNICAST_REPAIR);
    sendUntil(it -> isStatusReq(it) && it.to().equals(device(1)) && unicastNumbers(1).size() == 18);
    status(0, 25, 0);
    status(1, 5, 15);
    assertThat(campaign.verdict()).isEmpty(); // device 1 has fragments to get
    assertThat(state(campaign, 0, Stage.UNICAST_REPAIR).status()).isEqualTo(Status.ANSWERED);
  }

  @Test
  @DisplayName("Beyond TP-15: a device that stays silent in the repair is out, with the reason")
  void givesUpTheSilent() {
    Campaign campaign = start(1, repairing(20));
    setUpAndTransfer(campaign, 1);
    time.run(Duration.ofMillis(1));
    status(0, 18, 2);
    sendUntil(RepairTest::isStatusReq);
    time.runUntil(() -> campaign.verdict().isPresent());
    assertThat(campaign.snapshot().devices().get(0).reason()).contains("after 3 tries");
    assertThat(state(campaign, 0, Stage.UNICAST_REPAIR).status()).isEqualTo(Status.TIMED_OUT);
  }

  @Test
  @DisplayName("Beyond TP-15: fragments that are too large for unicast are named before the start")
  void namesFragmentsThatAreTooLarge() {
    assertThat(new Lab(1, repairing(5), Lab.upload(5)).campaign.problems())
        .containsExactly("repair is true, but frag_size is too large for unicast");
  }

  @Test
  @DisplayName("Beyond TP-15: coded fragments of a repair are for devices of one version, too")
  void namesDevicesOfTheOtherVersion() {
    Campaign campaign =
        new Campaign(
            repairing(5).build(),
            new Job.UploadFile(Fixtures.firmware(0, 40)),
            Fixtures.GROUP,
            List.of(new Target(device(0), genAppKey(0), INTERVAL, PackageVersion.V2)),
            new CampaignPorts(network, time, time, counters, CampaignListener.NONE));
    assertThat(campaign.problems())
        .containsExactly(
            "00000100 has its packages in version 2, the fragments are coded for version 1");
  }

  @Test
  @DisplayName("Beyond TP-15: an abort in the repair ends it at once")
  void abortsTheRepair() {
    Campaign campaign = start(1, repairing(20));
    setUpAndTransfer(campaign, 1);
    time.run(Duration.ofMillis(1));
    status(0, 18, 2);
    campaign.abort(false);
    int given = network.unicast().size();
    time.run(Duration.ofHours(5));
    assertThat(network.unicast()).hasSize(given);
    assertThat(campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.ABORTED);
  }

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("Beyond TP-15, TR-08: killed at random events, the repair completes all devices")
  void completesAll(int seed) {
    CampaignParametersBuilder parameters =
        CampaignParameters.builder()
            .maximumDuration(Duration.ofDays(20))
            .msgRetries(30)
            .datafragLoopsMax(1)
            .fsessionStatusThreshold(seed % 2 == 0 ? 2 : 50)
            .delivery(seed % 5 == 4 ? Delivery.UNICAST : Delivery.MULTICAST)
            .beyond(it -> it.withRepair(true).withRepairMax(200));
    CutFile file = Fixtures.firmware(seed % 4 < 2 ? 2 : 0, 40);
    Job job = seed % 3 == 0 ? new Job.UploadFile(file) : new Job.UpgradeFirmware(file);
    Lab lab = new Lab(new World(0.2, seed), 4, parameters, job, Fixtures.GROUP);
    SplittableRandom dice = new SplittableRandom(seed);
    lab.start();
    lab.world
        .time()
        .runUntil(
            () -> {
              if (lab.lives < 20 && dice.nextInt(100) == 0 && lab.campaign.verdict().isEmpty()) {
                lab.killAndResume();
              }
              return lab.campaign.verdict().isPresent();
            });
    assertThat(lab.campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    assertThat(lab.devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
    assertThat(lab.stages).contains(Stage.UNICAST_REPAIR);
    assertThat(lab.devices.get(0).radio().received(FragSessionSetupReq.class))
        .as("one and the same session")
        .allMatch(lab.devices.get(0).radio().received(FragSessionSetupReq.class).get(0)::equals);
  }
}
