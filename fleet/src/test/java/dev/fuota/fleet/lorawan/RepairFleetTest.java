package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.campaign.Beyond;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.Verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole devices take by unicast what they missed. */
class RepairFleetTest {
  private static final Duration SESSION = Duration.ofSeconds(128);
  private static final Duration LONGEST = Duration.ofHours(100);
  private static final String FLEET =
      """
      apiVersion: fuota/v1
      name: repair
      seed: 5
      air: {preset: ideal, loss: 25%}
      fleet:
        - {count: 6, secret: 000102030405060708090a0b0c0d0e0f, adr: false, dataRate: 5, uplinkInterval: 1min}
      campaign: {fragmentSize: 48, image: 2400, redundancy: 0.1, retries: 10}
      until: {longest: 100h}
      expect: {}
      """;

  private final Scenario scenario = ScenarioFile.read("repair.yaml", FLEET, name -> "none");
  private final Simulation simulation = new Simulation(scenario.seed());
  private final LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation));
  private final List<Instant> fragments = new ArrayList<>();

  @Test
  @DisplayName(
      "Beyond TP-15, TR-08: fragments by unicast complete a session that a multicast began,"
          + " after the end of the class C session, too")
  void completesTheSession() {
    PairedServer server =
        new PairedServer(
            fleet,
            parameters ->
                parameters
                    .sessionDuration(SESSION)
                    .beyond(it -> new Beyond(false, 10, 1, true, 60, it.canary(), false)));
    for (FleetDevice device : fleet.devices()) {
      device
          .device()
          .observe(
              new DeviceObserver() {
                @Override
                public void onEvent(AgentEvent event) {
                  if (event instanceof AgentEvent.FragmentReceived) {
                    fragments.add(simulation.instant());
                  }
                }
              });
    }
    fleet.pace().run(() -> server.campaign().flatMap(Campaign::verdict).isPresent(), LONGEST);
    Campaign campaign = server.campaign().orElseThrow();
    assertThat(campaign.verdict().orElseThrow().outcome()).isEqualTo(Outcome.DONE);
    assertThat(fleet.figures().updated()).isEqualTo(6);
    assertThat(campaign.counts().of(Stage.FRAG_SESSION_STATUS).refused()).isPositive();
    assertThat(campaign.counts().of(Stage.UNICAST_REPAIR).answered()).isPositive();
    Instant last = fragments.get(fragments.size() - 1);
    assertThat(Duration.between(fragments.get(0), last)).isGreaterThan(SESSION.plusSeconds(10));
  }
}
