package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.harness.FakeNetwork.Given;
import dev.fuota.server.harness.Life;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which requests of a process that died were tries (TP-03). */
class QueuedTriesTest extends CampaignBench {
  private static final int RETRIES = 2;
  private static final int KILLS = 10;
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(200);

  private final Map<DeviceId, ParticipantState> kept = new HashMap<>();
  private Optional<CampaignState> state = Optional.empty();
  private Life life = new Life(network, time);
  private Campaign campaign = begin();

  private CampaignPorts ports() {
    CampaignKeeper keeper =
        new CampaignKeeper() {
          @Override
          public void save(CampaignState campaignState) {
            state = Optional.of(campaignState);
          }

          @Override
          public void save(ParticipantState participant) {
            kept.put(participant.device(), participant);
          }
        };
    return new CampaignPorts(life, life, life, counters, CampaignListener.NONE, keeper);
  }

  private Campaign begin() {
    CampaignParameters parameters =
        parameters().msgRetries(RETRIES).deliveryTimeout(DELIVERY_TIMEOUT).build();
    Job job = new Job.UploadFile(Fixtures.firmware(5));
    List<Target> targets = targets(1);
    Campaign begun =
        state
            .map(it -> Campaign.resume(parameters, job, GROUP, targets, it, kept, ports()))
            .orElseGet(() -> new Campaign(parameters, job, GROUP, targets, ports()));
    begun.start();
    return begun;
  }

  private void kill() {
    life.end();
    life = new Life(network, time);
    campaign = begin();
  }

  private StageState setup() {
    return state(campaign, 0, Stage.MC_GROUP_SETUP);
  }

  private Given newest() {
    return network.unicast().get(network.unicast().size() - 1);
  }

  @Test
  @DisplayName("TP-03: what a dead process had queued was no try")
  void whatWasQueuedIsNoTry() {
    heartbeat(0);
    for (int kills = 0; kills < KILLS; kills++) {
      assertThat(network.unicast()).hasSize(kills + 1);
      kill();
    }
    assertThat(setup()).isEqualTo(new StageState(Status.PENDING, 1, ""));
    network.reportSent(newest());
    time.run(ANSWER_TIMEOUT);
    assertThat(network.unicast()).as("the second try").hasSize(KILLS + 2);
    assertThat(setup().tries()).isEqualTo(2);
  }

  @Test
  @DisplayName("TP-03: a late answer to what a dead process had queued counts")
  void anAnswerToWhatWasQueuedCounts() {
    heartbeat(0);
    kill();
    network.uplink(device(0), 200, new McGroupSetupAns(1, false));
    assertThat(setup().status()).isEqualTo(Status.ANSWERED);
  }

  @Test
  @DisplayName("TP-03: a device that never gets anything is given up, after all kills")
  void endsAllTheSame() {
    heartbeat(0);
    for (int kills = 0; kills < KILLS; kills++) {
      kill();
    }
    time.run(DELIVERY_TIMEOUT.multipliedBy(RETRIES + 1));
    assertThat(setup())
        .isEqualTo(new StageState(Status.TIMED_OUT, RETRIES + 1, "not delivered after 3 tries"));
    assertThat(campaign.verdict()).map(Verdict::outcome).contains(Verdict.Outcome.FAILED);
  }
}
