package dev.fuota.fleet.lorawan;

import static dev.fuota.fleet.lorawan.ServiceGround.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is killed again and again in the midst of a campaign. */
class KillTest {
  private static final int KILLS = 100;
  private static final int TRANSFER_KILLS = 60;
  private static final int STAGE_KILLS = 12;
  private static final int OPERATIONS_MAX = 30;
  private static final int SECONDS_MAX = 15;

  /** How often in which stage: none is spared, and none uses up all of them. */
  private final Map<String, Integer> kills = new TreeMap<>();

  private String stage = "";

  private int all() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  private boolean isSpared() {
    int most = stage.equals("DL_FRAGMENT") ? TRANSFER_KILLS : STAGE_KILLS;
    return kills.getOrDefault(stage, 0) >= most || all() == KILLS;
  }

  /** Every second time between two operations of the store, else at some moment. */
  private void threaten(ServiceGround ground, RandomGenerator random) {
    stage = ground.service().campaigns().get(0).stage();
    if (isSpared()) {
      ground.simulation.after(Duration.ofSeconds(5), () -> threaten(ground, random));
      return;
    }
    int seconds = random.nextInt(1, SECONDS_MAX);
    if (all() % 2 == 0) {
      ground.simulation.after(Duration.ofSeconds(seconds), ground::kill);
    } else {
      ground.torn.dieIn(random.nextInt(OPERATIONS_MAX));
    }
    await(ground, random);
  }

  private void await(ServiceGround ground, RandomGenerator random) {
    if (ground.runs()) {
      stage = ground.service().campaigns().get(0).stage();
      ground.simulation.after(Duration.ofSeconds(1), () -> await(ground, random));
      return;
    }
    kills.merge(stage, 1, Integer::sum);
    ground.simulation.after(
        Duration.ofSeconds(random.nextInt(1, 20)),
        () -> {
          ground.restart();
          threaten(ground, random);
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  @DisplayName("killed 100 times in one campaign, it goes on and sends no number again (MAC-095)")
  void killedAHundredTimes(long seed) {
    ServiceGround ground =
        new ServiceGround(seed, List.of(ServiceGround.fleet("EU868", "", 3, 1, 2)));
    RandomGenerator random = ground.simulation.newRandom();
    CampaignRequest request =
        new CampaignRequest(
            "torn",
            CampaignKind.FIRMWARE_UPGRADE,
            ground.names(),
            List.of(),
            List.of(),
            Optional.of(ground.firmware()),
            List.of(),
            Optional.empty(),
            Map.of(
                "delivery_timeout", "10min",
                "redundancy", "50%",
                "maximum_duration", "3d"));
    long id = ok(ground.service().create(request));
    ok(ground.service().start(id));
    threaten(ground, random);
    CampaignDetail detail = ground.finish(id);
    assertThat(all()).as(kills.toString()).isEqualTo(KILLS);
    assertThat(kills)
        .containsKeys(
            "MC_GROUP_SETUP",
            "FRAG_SESSION_SETUP",
            "MC_CLASS_C_SESSION_SETUP",
            "DL_FRAGMENT",
            "FRAG_SESSION_STATUS");
    assertThat(detail.outcome()).as(detail.sentence()).contains("DONE");
    assertThat(ground.devices()).allMatch(FleetDevice::isUpdated);
    assertThat(ground.air.joinNonces()).isPositive();
    assertThat(ground.air.sessionCnts()).isPositive();
    assertThat(ground.air.counters()).isPositive();
  }
}
