package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static dev.fuota.server.campaign.Fixtures.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Late, doubled, forged and malformed answers have no effect and are counted by name. */
class IgnoredUplinksTest extends CampaignBench {

  @Test
  void ignoresALateAnswerAfterTheTransferStarted() {
    Campaign campaign = start(2, parameters().msgRetries(0).successThreshold(50), GROUP);
    heartbeat(0);
    answerGroupSetup(1);
    answerFragSetup(1);
    answerSessionSetup(1);
    time.run(Duration.ofMinutes(6)); // the transfer starts after 7.5 min
    heartbeat(1);
    time.runUntil(() -> !network.multicast().isEmpty());
    network.uplink(device(1), 200, new McGroupSetupAns(1, false));
    assertThat(ignored(campaign, IgnoredUplink.LATE)).isEqualTo(1);
    assertThat(campaign.snapshot().devices().get(1).reason())
        .isEqualTo("not set up when the transfer started");
  }

  @Test
  void ignoresASecondAnswer() {
    Campaign campaign = start(2, parameters());
    answerGroupSetup(1);
    network.uplink(device(0), 200, new McGroupSetupAns(1, true));
    assertThat(ignored(campaign, IgnoredUplink.DOUBLED)).isEqualTo(1);
    assertThat(state(campaign, 0, Stage.MC_GROUP_SETUP).status())
        .isEqualTo(StageState.Status.ANSWERED);
  }

  @Test
  void ignoresAnAnswerThatWasNotAskedFor() {
    Campaign campaign = start(1, parameters());
    answer(1, 203, DevUpgradeImageAns.valid(NEW));
    answerFragSetup(1);
    assertThat(ignored(campaign, IgnoredUplink.UNEXPECTED)).isEqualTo(2);
  }

  @Test
  void ignoresAnAnswerAboutAnotherGroup() {
    Campaign campaign = start(1, parameters());
    answer(1, 200, new McGroupSetupAns(2, false));
    assertThat(ignored(campaign, IgnoredUplink.OTHER_SESSION)).isEqualTo(1);
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.MC_GROUP_SETUP);
  }

  @Test
  void countsWhatItCannotRead() {
    Campaign campaign = start(1, parameters());
    network.uplink(device(0), 200, Bytes.fromHex("ff"));
    network.uplink(device(0), 201, Bytes.fromHex("01"));
    network.uplink(device(0), 204, Bytes.fromHex("0100"));
    assertThat(ignored(campaign, IgnoredUplink.MALFORMED)).isEqualTo(3);
  }

  @Test
  void takesTheCommandsBeforeADefect() {
    Campaign campaign = start(1, parameters());
    network.uplink(
        device(0), 200, new McGroupSetupAns(1, false).encode().concat(Bytes.fromHex("ff")));
    assertThat(campaign.snapshot().stage()).isEqualTo(Stage.FRAG_SESSION_SETUP);
    assertThat(ignored(campaign, IgnoredUplink.MALFORMED)).isEqualTo(1);
  }

  @Test
  void countsAnswersOfForeignDevices() {
    Campaign campaign = start(1, parameters());
    network.uplink(device(77), 200, new McGroupSetupAns(1, false));
    network.uplink(device(77), 1, Bytes.EMPTY); // its own business
    assertThat(ignored(campaign, IgnoredUplink.FOREIGN_DEVICE)).isEqualTo(1);
  }
}
