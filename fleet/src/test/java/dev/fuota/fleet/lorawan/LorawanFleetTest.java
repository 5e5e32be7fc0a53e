package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
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
      faults: [{at: fragment 10, devices: 5, do: power-cut}]
      campaign: {redundancy: 0.7}
      until: {updated: all, longest: 24h}
      expect: {joined: 50, updated: 50, within: 12h}
      """;

  @Test
  void fiftyDevicesJoinAndAreUpdatedInSpiteOfLossAndPowerCuts() {
    Scenario scenario = ScenarioFile.read("test.yaml", FIFTY, name -> "");
    FleetResult result = new FleetRunner(scenario, 1).run();
    Figures figures = result.figures();
    assertThat(figures.count(Stage.JOINED)).isEqualTo(50);
    assertThat(figures.count(Fate.UPDATED)).isEqualTo(50);
    assertThat(figures.powerCuts()).isEqualTo(5);
    assertThat(result.ok()).isTrue();
  }
}
