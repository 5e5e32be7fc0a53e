package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.Verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Devices of class C that stay in the group's session, on another data rate than that of RX2. */
class StayingDevicesTest {
  private static final Duration SESSION = Duration.ofHours(9);
  private static final String FLEET =
      """
      apiVersion: fuota/v1
      name: stay
      seed: 5
      air: {preset: ideal, loss: 10%}
      fleet:
        - {count: 6, class: C, leaveWhenComplete: false, adr: false, dataRate: 5,
           secret: 000102030405060708090a0b0c0d0e0f, uplinkInterval: 1min}
      campaign: {fragmentSize: 48, image: 2400, redundancy: 0.5, retries: 4}
      until: {longest: 100h}
      expect: {}
      """;

  @Test
  @DisplayName("What is for one device alone reaches it during the group's session of class C")
  void hearDuringTheSession() {
    Scenario scenario = ScenarioFile.read("stay.yaml", FLEET, name -> "none");
    Simulation simulation = new Simulation(scenario.seed());
    Instant began = simulation.instant();
    LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation));
    PairedServer server =
        new PairedServer(fleet, parameters -> parameters.sessionDuration(SESSION));
    fleet
        .pace()
        .run(() -> server.campaign().flatMap(Campaign::verdict).isPresent(), Duration.ofHours(100));
    Campaign campaign = server.campaign().orElseThrow();
    assertThat(campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    assertThat(campaign.counts().of(Stage.FRAG_SESSION_STATUS).answered()).isEqualTo(6);
    assertThat(fleet.figures().updated()).isEqualTo(6);
    assertThat(Duration.between(began, simulation.instant())).isLessThan(SESSION);
  }
}
