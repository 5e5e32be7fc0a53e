package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
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
    FleetResult result = new FleetRunner(scenario, 1).run();
    assertThat(result.figures().count(Stage.JOINED)).isEqualTo(20);
    assertThat(result.figures().count(Fate.UPDATED))
        .as("%s", result.cells().get(0).campaign())
        .isEqualTo(20);
  }
}
