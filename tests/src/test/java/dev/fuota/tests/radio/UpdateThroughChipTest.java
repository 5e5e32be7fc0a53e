package dev.fuota.tests.radio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.LorawanRun;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.lorawan.Place;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Devices join, are set up for a multicast session, receive an update and install it, with a chip
 * and its driver between their MAC and the air.
 */
class UpdateThroughChipTest {

  @ParameterizedTest
  @CsvSource({
    "meshadv-mini, EU868, 1.0.3, 5",
    "waveshare-sx1262, US915, 1.1, 13",
    "meshadv, AU915, 1.0.3, 13",
    "adafruit-rfm95w, EU868, 1.0.3, 5",
    "elecrow-rfm95, US915, 1.1, 13"
  })
  void devicesJoinAndAreUpdatedInClassC(String board, String region, String version, int rate) {
    String text =
        """
        apiVersion: fuota/v1
        name: chips
        region: %s
        air: {loss: 5%%}
        fleet:
          - {count: 2, secret: 000102030405060708090a0b0c0d0e0f, version: %s, uplinkInterval: 2min}
        campaign: {dataRate: %d, fragmentSize: 200, redundancy: 0.5}
        until: {updated: all, longest: 24h}
        expect: {updated: 2}
        """
            .formatted(region, version, rate);
    ChipLinks chips = ChipLinks.on(board);
    assertThat(updated(text, chips)).isEqualTo(2);
    assertThat(chips.complaints()).isEmpty();
    assertThat(chips.starts).as("each device starts again with the update").isGreaterThan(2);
    assertThat(chips.windows.count()).isPositive();
    assertThat(chips.windows.latest()).isLessThan(Duration.ofMillis(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"meshadv-mini", "adafruit-rfm95w"})
  void devicesInClassBHearBeaconsAndAreUpdatedInPingSlots(String board) {
    String text =
        """
        apiVersion: fuota/v1
        name: class B
        seed: 7
        beacons: true
        fleet:
          - {count: 2, secret: 000102030405060708090a0b0c0d0e0f, activation: abp, class: B,
             pingPeriodicity: 3, uplinkInterval: 2min, adr: false, dataRate: 5, clockDriftPpm: 20}
        campaign: {class: B, periodicity: 2, redundancy: 0.2, retries: 20}
        until: {updated: all, longest: 2d}
        expect: {updated: 2}
        """;
    ChipLinks chips = ChipLinks.on(board);
    assertThat(updated(text, chips)).isEqualTo(2);
    assertThat(chips.complaints()).isEmpty();
  }

  private static long updated(String text, ChipLinks chips) {
    Scenario scenario = ScenarioFile.read("test.yaml", text, name -> "");
    Simulation simulation = new Simulation(scenario.seed());
    LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation), chips);
    PairedServer server = new PairedServer(fleet);
    CellResult result =
        new LorawanRun(fleet, Optional.of(server), Duration.ofSeconds(10), figures -> {})
            .run(Place.whole(scenario.seed()));
    assertThat(server.campaign()).isPresent();
    return result.devices().stream().filter(it -> it.fate() == Fate.UPDATED).count();
  }
}
