package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.result.Metric;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.SettingProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetBuilderTest {
  private static Scenario read(FleetBuilder built) {
    return ScenarioFile.read("built", built.text(), name -> "");
  }

  @Test
  void whatIsSaidIsWhatTheScenarioHas() {
    Scenario scenario =
        read(
            Fleet.scenario("it's: a {name}")
                .seed(-5)
                .region(Region.US915)
                .devices(50)
                .deviceClass(DeviceClass.A)
                .fleet("uplinkInterval", "5min")
                .loss("10%")
                .image("100KiB")
                .campaign("redundancy", "30%")
                .campaign("dataRate", "8")
                .fault("at", "1h", "do", "gateway-down", "gateway", "0", "for", "10min")
                .longest(Duration.ofMinutes(90))
                .expect("updated", ">= 99%", Duration.ofHours(1)));
    assertThat(scenario.name()).isEqualTo("it's: a {name}");
    assertThat(scenario.seed()).isEqualTo(-5);
    assertThat(scenario.region()).isEqualTo(Region.US915);
    assertThat(scenario.count()).isEqualTo(50);
    assertThat(scenario.update().offered()).isTrue();
    assertThat(scenario.faults()).hasSize(1);
    assertThat(scenario.until().updated()).isTrue();
    assertThat(scenario.until().longest()).isEqualTo(Duration.ofMinutes(90));
    assertThat(scenario.expectations()).hasSize(1);
    assertThat(scenario.expectations().get(0).metric()).isEqualTo(Metric.UPDATED);
    assertThat(scenario.expectations().get(0).within()).contains(Duration.ofHours(1));
  }

  @Test
  void withoutAnImageNobodyUpdatesTheFleet() {
    Scenario scenario = read(Fleet.scenario("they join").untilJoined());
    assertThat(scenario.update().offered()).isFalse();
    assertThat(scenario.until().joined()).isTrue();
    assertThat(scenario.until().updated()).isFalse();
  }

  @Test
  void anUnknownKeyIsNamedWithTheNearestOne() {
    assertThatThrownBy(() -> read(Fleet.scenario("a").fleet("bootlaoder", "ab")))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("unknown key bootlaoder")
        .hasMessageContaining("bootloader");
  }

  @Test
  void aFaultIsMadeOfPairs() {
    assertThatThrownBy(() -> Fleet.scenario("a").fault("at", "2h", "do"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at, 2h, do");
  }
}
