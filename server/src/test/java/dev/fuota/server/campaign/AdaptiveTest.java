package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adaptive mode: coded fragments in bursts, until enough devices are complete. */
class AdaptiveTest extends CampaignBench {
  /** Up to 16 s of random delay, and 5 s more. */
  private static final Duration PATIENCE = Duration.ofSeconds(21);

  private static CampaignParametersBuilder adaptive(int burst, double most) {
    return CampaignParameters.builder()
        .ucastMsgDelay(Duration.ZERO)
        .beyond(
            it -> it.withAdaptive(true).withAdaptiveBurst(burst).withAdaptiveRedundancyMax(most));
  }

  /** Numbers of the fragments that went to the group. */
  private List<Integer> numbers() {
    return network.multicast().stream()
        .map(CampaignBench::fragmentation)
        .filter(DataFragment.class::isInstance)
        .map(it -> ((DataFragment) it).n())
        .toList();
  }

  private long questions() {
    return network.multicast().stream()
        .filter(it -> fragmentation(it).equals(new FragSessionStatusReq(false, 0)))
        .count();
  }

  private Campaign afterUncoded(int devices, CampaignParametersBuilder parameters) {
    Campaign campaign = start(devices, parameters);
    answerGroupSetup(devices);
    answerFragSetup(devices);
    answerSessionSetup(devices);
    time.runUntil(() -> questions() == 1);
    return campaign;
  }

  /** It has received so many different fragments, and misses some. */
  private void miss(int device, int received, int missing) {
    network.uplink(device(device), 201, new FragSessionStatusAns(0, received, missing, false));
  }

  @Test
  @DisplayName("Beyond TP-15: all uncoded fragments go first, then those that miss some are asked")
  void asksBehindTheUncodedFragments() {
    afterUncoded(3, adaptive(4, 1));
    assertThat(numbers()).containsExactlyElementsOf(range(1, 20));
  }

  @Test
  @DisplayName(
      "Beyond TP-15: silence to the question completes nobody: each is asked in the status")
  void silenceCompletesNobody() {
    Campaign campaign = afterUncoded(2, adaptive(4, 1));
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    assertThat(numbers()).hasSize(20);
    assertThat(campaign.counts().of(Stage.FRAG_SESSION_STATUS).answered()).isZero();
    time.run(Duration.ofSeconds(1));
    assertThat(network.unicast().stream().skip(6).map(CampaignBench::fragmentation))
        .containsOnly(new FragSessionStatusReq(true, 0))
        .hasSize(2);
    time.runUntil(() -> campaign.verdict().isPresent());
    assertThat(campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  @DisplayName("Beyond TP-15: a burst is as large as the neediest device needs, and a few more")
  void sizesTheBurstByTheNeediest() {
    afterUncoded(3, adaptive(1, 1));
    miss(0, 18, 2);
    miss(1, 16, 4);
    miss(2, 19, 1);
    time.runUntil(() -> questions() == 2);
    // (4 + 3) that have to arrive where 16 of 20 did: ceil(7 * 20 / 16)
    assertThat(numbers()).containsExactlyElementsOf(range(1, 20 + 9));
  }

  @Test
  @DisplayName("Beyond TP-15: what the device received counts where MissingFrag falls late")
  void believesWhatWasReceived() {
    afterUncoded(1, adaptive(1, 2));
    miss(0, 14, 6); // ceil(9 * 20 / 14) = 13
    time.runUntil(() -> questions() == 2);
    miss(0, 19, 6); // of 33 it has 19, one is needed: ceil(4 * 33 / 19) = 7
    time.runUntil(() -> questions() == 3);
    assertThat(numbers()).containsExactlyElementsOf(range(1, 20 + 13 + 7));
  }

  @Test
  @DisplayName("Beyond TP-15: devices that success_threshold can do without get no burst")
  void leavesTheNeediestOut() {
    Campaign campaign = afterUncoded(4, adaptive(1, 5).successThreshold(75));
    miss(0, 19, 1);
    miss(1, 2, 18);
    time.runUntil(() -> questions() == 2); // two are silent, one more is needed
    assertThat(numbers()).hasSize(20 + 5);
    miss(1, 6, 18);
    time.run(PATIENCE.plusSeconds(2));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.FRAG_SESSION_STATUS);
  }

  @Test
  @DisplayName("Beyond TP-15: a burst has adaptive_burst fragments at least")
  void keepsTheLeastBurst() {
    afterUncoded(1, adaptive(12, 1));
    miss(0, 19, 1);
    time.runUntil(() -> questions() == 2);
    assertThat(numbers()).hasSize(32);
  }

  @Test
  @DisplayName("Beyond TP-15: never more than adaptive_redundancy_max; then the verdict")
  void keepsTheMaximum() {
    Campaign campaign = afterUncoded(1, adaptive(4, 0.5));
    miss(0, 2, 18);
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    assertThat(numbers()).containsExactlyElementsOf(range(1, 30));
    time.run(Duration.ofSeconds(1));
    miss(0, 5, 15);
    assertThat(campaign.verdict().orElseThrow().sentence())
        .isEqualTo("0 of 1 devices (1 needed) have all fragments; not enough fragments (1)");
    assertThat(numbers()).hasSize(30);
  }

  @Test
  @DisplayName(
      "Beyond TP-15: too few complete in the status, and more coded ones left: another burst")
  void anotherRoundOfFreshFragments() {
    Campaign campaign = afterUncoded(1, adaptive(4, 1));
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    time.run(Duration.ofSeconds(1));
    miss(0, 18, 2); // it had not heard the question
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.TRANSMISSION_ROUNDS);
    time.runUntil(() -> questions() == 2);
    assertThat(numbers()).containsExactlyElementsOf(range(1, 20 + 6)); // ceil(5 * 20 / 18)
    assertThat(campaign.snapshot().round()).isEqualTo(2);
    int asked = network.unicast().size();
    time.runUntil(() -> network.unicast().size() > asked);
    network.uplink(device(0), 201, new FragSessionStatusAns(0, 23, 0, false));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.DEV_UPGRADE_IMAGE);
  }

  @Test
  @DisplayName("Beyond TP-15: one that did not answer one by one is not complete by its silence")
  void doubtsTheUnheard() {
    Campaign campaign = afterUncoded(2, adaptive(4, 3).successThreshold(50).msgRetries(0));
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    time.run(Duration.ofSeconds(1));
    miss(0, 18, 2);
    time.runUntil(() -> questions() == 2);
    assertThat(campaign.snapshot().round()).isEqualTo(2);
    miss(0, 19, 1);
    time.runUntil(() -> questions() == 3); // device 1 was silent again
    assertThat(campaign.snapshot().round()).isEqualTo(2);
  }

  @Test
  @DisplayName("Beyond TP-15: no burst for devices whose decoder has no memory for what they lost")
  void noBurstForADecoderThatIsTooSmall() {
    Campaign campaign = afterUncoded(1, adaptive(4, 1));
    network.uplink(device(0), 201, new FragSessionStatusAns(0, 2, 18, true));
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    assertThat(numbers()).hasSize(20);
  }

  @Test
  @DisplayName("Beyond TP-15: no burst behind the end of the multicast session")
  void noBurstBehindTheSession() {
    Campaign campaign = start(1, adaptive(4, 10).sessionDuration(Duration.ofSeconds(256)));
    assertThat(campaign.problems()).isEmpty();
    answerGroupSetup(1);
    answerFragSetup(1);
    Instant end = new GpsTime(sessionReq().sessionTime()).near(time.instant()).plusSeconds(256);
    answerSessionSetup(1);
    time.runUntil(() -> questions() == 1);
    while (campaign.snapshot().stage() == Stage.DL_FRAGMENT) {
      miss(0, 18, 2);
      time.run(PATIENCE);
    }
    assertThat(time.instant()).isBetween(end, end.plus(PATIENCE).plusSeconds(2));
    assertThat(numbers().size()).isBetween(21, 219);
    assertThat(campaign.snapshot().fragmentsTotal()).isEqualTo(20 * 11);
  }

  @Test
  @DisplayName("Beyond TP-15: adaptive by unicast or without coded fragments is a contradiction")
  void namesContradictions() {
    CampaignParametersBuilder unicast = adaptive(4, 1).delivery(Delivery.UNICAST);
    assertThat(problems(unicast, new Job.UploadFile(Fixtures.firmware(5, 40))))
        .containsExactly("adaptive is true, but delivery is unicast: bursts go to a group");
    assertThat(problems(adaptive(4, 1), Lab.upload(0)))
        .containsExactly("adaptive is true, but redundancy is 0: bursts are of coded fragments");
    assertThat(problems(adaptive(4, 1), Lab.upload(5))).isEmpty();
  }

  private static List<String> problems(CampaignParametersBuilder parameters, Job job) {
    return new Lab(1, parameters, job).campaign.problems();
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  @DisplayName("Beyond TP-15: fragment numbers end at 16383")
  void keepsTheLastNumber() {
    CutFile file = Fixtures.firmware(1, 1);
    assertThat(file.nbFrag()).isEqualTo(995);
    assertThat(file.totalMax(adaptive(4, 10).build())).isEqualTo(995 * 11);
    CutFile large = Fixtures.firmwareOf(4000, 1);
    assertThat(large.totalMax(adaptive(4, 10).build())).isEqualTo(16_383);
  }

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName(
      "Beyond TP-15: killed at random events in the adaptive mode, it ends as if it had not")
  void resumes(int seed) {
    CampaignParametersBuilder parameters =
        adaptive(3, 4)
            .maximumDuration(Duration.ofDays(20))
            .msgRetries(30)
            .fsessionStatusThreshold(seed % 2 == 0 ? 2 : 50)
            .beyond(it -> it.withRepair(seed % 4 < 2));
    CutFile file = Fixtures.firmware(1, 40);
    Job job = seed % 3 == 0 ? new Job.UploadFile(file) : new Job.UpgradeFirmware(file);
    Lab lab = new Lab(new World(0.2, seed), 4, parameters, job, GROUP);
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
    assertThat(lab.lives).isPositive();
    assertThat(lab.campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    assertThat(lab.devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
    assertThat(lab.campaign.snapshot().fragmentsSent()).isLessThanOrEqualTo(25 * 5);
    List<Integer> received =
        lab.devices.get(0).radio().received(DataFragment.class).stream()
            .map(DataFragment::n)
            .toList();
    assertThat(received.size() - new HashSet<>(received).size())
        .as("only what was under way when the process was killed comes twice")
        .isLessThanOrEqualTo(lab.lives);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {6, 25, 31})
  @DisplayName("Beyond TP-15: killed while it asks one by one, it does not send the file again")
  void asksGoOn(int seed) {
    CutFile file = Fixtures.firmware(1, 40);
    CampaignParametersBuilder parameters =
        adaptive(3, 4).maximumDuration(Duration.ofDays(20)).msgRetries(30);
    Lab lab =
        new Lab(new World(0.2, seed), 4, parameters, new Job.UpgradeFirmware(file), GROUP).start();
    lab.world.time().runUntil(() -> lab.campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    lab.killAndResume();
    lab.world.time().runUntil(() -> lab.campaign.verdict().isPresent());
    assertThat(lab.campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    List<Integer> received =
        lab.devices.get(0).radio().received(DataFragment.class).stream()
            .map(DataFragment::n)
            .toList();
    assertThat(received).doesNotHaveDuplicates();
  }
}
