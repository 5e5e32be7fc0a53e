package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.World;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A campaign whose process is killed goes on in another one. */
class ResumeTest {

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  private static CampaignParametersBuilder parameters(int seed) {
    CampaignParametersBuilder builder =
        CampaignParameters.builder()
            .maximumDuration(Duration.ofDays(20))
            .msgRetries(30)
            .datafragLoopsMax(30)
            .fsessionStatusThreshold(seed % 2 == 0 ? 2 : 50)
            .delivery(seed % 5 == 4 ? Delivery.UNICAST : Delivery.MULTICAST);
    return seed % 7 == 0 ? builder.reboot(new Reboot.AtTime(Optional.empty())) : builder;
  }

  private static Job job(int seed) {
    int coded = seed % 4 < 2 ? 30 : 0;
    CutFile file = Fixtures.firmware(coded, 40);
    return seed % 3 == 0 ? new Job.UploadFile(file) : new Job.UpgradeFirmware(file);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("TP-01: a campaign that is killed at random events ends as one that is left alone")
  void endsAsIfNothingHadHappened(int seed) {
    Verdict undisturbed =
        new Lab(new World(0.1, seed), 4, parameters(seed), job(seed), GROUP).run();
    assertThat(undisturbed.outcome()).as(undisturbed.sentence()).isEqualTo(Outcome.DONE);
    Lab lab = new Lab(new World(0.1, seed), 4, parameters(seed), job(seed), GROUP);
    SplittableRandom dice = new SplittableRandom(seed);
    lab.start()
        .world
        .time()
        .runUntil(
            () -> {
              if (lab.lives < 20 && dice.nextInt(150) == 0 && lab.campaign.verdict().isEmpty()) {
                lab.killAndResume();
              }
              return lab.campaign.verdict().isPresent();
            });
    assertThat(lab.lives).isPositive();
    assertThat(lab.campaign.verdict()).contains(undisturbed);
    assertThat(lab.devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
  }

  @Test
  @DisplayName("TP-12, TP-13: fragments go on at the next number, in the session that was set up")
  void goesOnAtTheNextFragment() {
    Lab lab = new Lab(1, CampaignParameters.builder(), Lab.upload(5));
    lab.start().world.time().runUntil(() -> lab.campaign.snapshot().fragmentsSent() == 7);
    lab.killAndResume();
    assertThat(lab.campaign.snapshot().fragmentsSent()).isEqualTo(7);
    assertThat(lab.end().outcome()).isEqualTo(Outcome.DONE);
    List<DataFragment> received = lab.devices.get(0).radio().received(DataFragment.class);
    assertThat(received)
        .extracting(DataFragment::n)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
    assertThat(lab.devices.get(0).radio().received(McClassCSessionReq.class)).hasSize(1);
    assertThat(lab.devices.get(0).radio().received(McGroupSetupReq.class)).hasSize(1);
  }

  @Test
  @DisplayName("TP-03: tries of the process before count")
  void triesCount() {
    Lab lab = new Lab(1, CampaignParameters.builder().msgRetries(4), Lab.upload(5));
    lab.devices.get(0).ignore(McGroupSetupReq.class);
    lab.start();
    for (int tries = 1; tries <= 5; tries++) {
      int wanted = tries;
      lab.world
          .time()
          .runUntil(() -> lab.setup(0).equals(StageState.of(StageState.Status.SENT, wanted, "")));
      lab.killAndResume();
    }
    assertThat(lab.end().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(lab.devices.get(0).radio().received(McGroupSetupReq.class)).hasSize(5);
    assertThat(lab.snapshot(0).reason()).isEqualTo("no answer after 5 tries");
  }

  @Test
  @DisplayName("TP-04: gone on with after maximum_duration, it ends in its verdict at once")
  void endsAtOnceWhenItsTimeIsOver() {
    Duration maximum = Duration.ofHours(12);
    Lab lab = new Lab(1, CampaignParameters.builder().maximumDuration(maximum), Lab.upload(5));
    lab.start();
    lab.runUntil(Stage.FRAG_SESSION_SETUP);
    lab.life.end();
    lab.world.time().run(maximum);
    lab.killAndResume();
    assertThat(lab.campaign.verdict())
        .contains(
            new Verdict(
                Outcome.FAILED,
                "maximum_duration has passed: 0 of 1 devices (1 needed) have the file"));
    assertThat(lab.snapshot(0).reason()).isEqualTo("the campaign ended in FRAG_SESSION_SETUP");
  }

  @Test
  @DisplayName("TP-04: one that had ended has ended, and sends nothing")
  void staysAtItsEnd() {
    Lab lab = new Lab(1, CampaignParameters.builder(), Lab.upload(5));
    Verdict before = lab.run();
    int received = lab.devices.get(0).radio().received().size();
    lab.killAndResume();
    lab.world.time().run(Duration.ofHours(1));
    assertThat(lab.campaign.verdict()).contains(before);
    assertThat(lab.campaign.snapshot().stage()).isEqualTo(Stage.FRAG_SESSION_STATUS);
    assertThat(lab.devices.get(0).radio().received()).hasSize(received);
  }

  @ParameterizedTest(name = "the clock jumps by {0} h")
  @ValueSource(ints = {-30, -5, -1, 1, 5, 30})
  @DisplayName("TP-04: a clock that jumps at any stage leaves a campaign that ends, in a verdict")
  void survivesAClockThatJumps(int hours) {
    for (Stage stage : new Lab(1, CampaignParameters.builder(), Lab.upgrade(5)).campaign.stages()) {
      if (stage == Stage.TRANSMISSION_ROUNDS) {
        continue; // coded fragments need none
      }
      Lab lab = new Lab(2, CampaignParameters.builder(), Lab.upgrade(5));
      Instant start = lab.world.time().instant();
      lab.start().runUntil(stage);
      lab.life.setClock(Duration.ofHours(hours));
      Verdict verdict = lab.end();
      assertThat(Duration.between(start, lab.world.time().instant()))
          .isLessThanOrEqualTo(Duration.ofDays(1));
      assertThat(verdict.outcome()).as("%s", stage).isIn(Outcome.DONE, Outcome.FAILED);
    }
  }

  @Test
  @DisplayName("TP-01: the texts that are kept say the same when they are read again")
  void textsAreReadAgain() {
    Lab lab =
        new Lab(
            new World(0.3, 4),
            5,
            CampaignParameters.builder().msgRetries(40).successThreshold(20),
            Lab.upgrade(3),
            GROUP);
    lab.devices.get(1).refuseDescriptor();
    lab.run();
    assertThat(CampaignState.decode(lab.state).value().map(CampaignState::encode))
        .contains(lab.state);
    lab.participants.forEach(
        (device, text) ->
            assertThat(ParticipantState.decode(device, text).value().map(ParticipantState::encode))
                .contains(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2;stage=DL_FRAGMENT",
        "1;stage",
        "1;stage=NOWHERE;started=2026-01-01T00:00:00Z",
        "1;stage=DL_FRAGMENT",
        "1;stage=DL_FRAGMENT;started=tomorrow",
        "1;stage=DL_FRAGMENT;started=2026-01-01T00:00:00Z;round=-1",
        "1;stage=DL_FRAGMENT;started=2026-01-01T00:00:00Z;round=99999999999999999999",
        "1;stage=DL_FRAGMENT;started=2026-01-01T00:00:00Z;longestSetup=long",
        "1;stage=DL_FRAGMENT;started=2026-01-01T00:00:00Z;sentence=%4"
      })
  @DisplayName("TP-01: a text that is none of ours is named as such")
  void refusesOtherTexts(String text) {
    assertThat(CampaignState.decode(text).value()).isEmpty();
    if (!text.startsWith("1;stage=")) {
      assertThat(ParticipantState.decode(new DeviceId(1), text).value()).isEmpty();
    }
  }

  @Test
  @DisplayName("TP-01: signs that structure the text may stand in values")
  void quotesValues() {
    String text = new StateText().put("reason", "50%; a=b\n").encode();
    assertThat(text).doesNotContain("\n").hasSizeLessThan(60);
    assertThat(StateText.decode(text).text("reason")).contains("50%; a=b\n");
  }
}
