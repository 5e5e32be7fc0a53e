package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty devices join the built-in server and are updated, wherever and whatever they are. */
class EveryRegionTest {
  @ParameterizedTest
  @CsvSource({
    "EU868, 1.1, 5",
    "US915, 1.0.3, 13",
    "AU915, 1.1, 13",
    "AS923-1, 1.0.3, 5",
    "IN865, 1.1, 5",
    "IN865, 1.0.3, 5"
  })
  void devicesJoinAndAreUpdated(String region, String version, int dataRate) {
    String text =
        """
          apiVersion: fuota/v1
          name: everywhere
          region: %s
          air: {loss: 5%%}
          fleet:
            - count: 20
              secret: 000102030405060708090a0b0c0d0e0f
              version: %s
              uplinkInterval: 2min
          campaign: {dataRate: %d, fragmentSize: 200, redundancy: 0.5}
          until: {updated: all, longest: 24h}
          expect: {updated: 20}
          """
            .formatted(region, version, dataRate);
    Scenario scenario = ScenarioFile.read("test.yaml", text, name -> "");
    LorawanFleet fleet =
        new LorawanFleet(scenario, new VirtualTime(new Simulation(scenario.seed())));
    PairedServer server = new PairedServer(fleet);
    LorawanRun run = new LorawanRun(fleet, Duration.ofSeconds(10), figures -> {});
    LorawanResult result = run.run(Optional.empty());
    assertThat(result.figures().joined()).isEqualTo(20);
    assertThat(result.figures().updated()).as("%s", server.campaign()).isEqualTo(20);
  }
}
