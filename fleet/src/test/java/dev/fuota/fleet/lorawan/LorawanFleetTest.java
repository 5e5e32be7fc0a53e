package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LorawanFleetTest {
  private static final String FIFTY =
      """
      apiVersion: fuota/v1
      name: fifty join and are updated
      seed: 3
      air: {loss: 10%}
      fleet:
        - count: 50
          secret: 000102030405060708090a0b0c0d0e0f
          uplinkInterval: 2min
          adr: false
          dataRate: 5
      campaign: {redundancy: 0.7, powerCuts: 5}
      until: {updated: all, longest: 24h}
      expect: {joined: 50, updated: 50, within: 12h}
      """;

  private static LorawanResult run(String text) {
    Scenario scenario = ScenarioFile.read("test.yaml", text, name -> "");
    LorawanFleet fleet =
        new LorawanFleet(scenario, new VirtualTime(new Simulation(scenario.seed())));
    new PairedServer(fleet);
    LorawanRun run = new LorawanRun(fleet, Duration.ofSeconds(10), figures -> {});
    return run.run(Optional.empty());
  }

  @Test
  void fiftyDevicesJoinAndAreUpdatedInSpiteOfLossAndPowerCuts() {
    LorawanResult result = run(FIFTY);
    assertThat(result.figures().joined()).isEqualTo(50);
    assertThat(result.figures().updated()).isEqualTo(50);
    assertThat(result.figures().powerCuts()).isEqualTo(5);
    assertThat(result.ok()).isTrue();
  }
}
