package dev.fuota.fleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.fleet.air.BurstLinks;
import dev.fuota.fleet.air.LinkPreset;
import dev.fuota.fleet.result.Comparison;
import dev.fuota.fleet.result.Expectation;
import dev.fuota.fleet.result.Metric;
import dev.fuota.fleet.result.Unit;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.planner.GilbertElliott;
import dev.fuota.settings.SettingProblem;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private static final String TOWN =
      """
      apiVersion: fuota/v1
      name: a town
      seed: 9
      region: AS923-2
      network: udp://localhost:1700
      gateways:
        - {eui: "0016c001f1500812", east: -200, height: 12}
        - {eui: "0016c001f1500813"}
      air: {preset: urban, loss: 5%}
      beacons: true
      fleet:
        - count: 20
          secret: 000102030405060708090a0b0c0d0e0f
          class: C
          uplinkInterval: 90s
        - count: 3
          devEui: "0011223344556677"
          joinEui: "8899aabbccddeeff"
          secret: ffffffffffffffffffffffffffffffff
          version: 1.1
          class: B
          pingPeriodicity: 3
          packages: 2
          adr: false
          radius: 300
      until: {joined: all, longest: 2h}
      expect: {joined: 22, within: 30min}
      """;

  private static Scenario read(String text) {
    return ScenarioFile.read("town.yaml", text, name -> "no such table");
  }

  @Test
  void aScenarioIsReadAsItIsWritten() {
    Scenario town = read(TOWN);
    assertThat(town.name()).isEqualTo("a town");
    assertThat(town.region()).isEqualTo(Region.AS923_2);
    assertThat(town.network()).contains(URI.create("udp://localhost:1700"));
    assertThat(town.gateways()).hasSize(2);
    assertThat(town.gateways().get(0).id()).hasToString("0016c001f1500812");
    assertThat(town.gateways().get(0).where().eastMetres()).isEqualTo(-200);
    assertThat(town.gateways().get(0).where().heightMetres()).isEqualTo(12);
    assertThat(town.air())
        .isEqualTo(
            new Scenario.AirChoice(
                LinkPreset.URBAN,
                Optional.of(new BurstLinks(GilbertElliott.of(0.05, 2.5))),
                Optional.empty(),
                Optional.empty()));
    assertThat(town.beacons()).isTrue();
    assertThat(town.count()).isEqualTo(23);
    assertThat(town.update().offered()).isFalse();
    assertThat(town.until()).isEqualTo(new Scenario.Until(true, false, Duration.ofHours(2)));
    assertThat(town.expectations())
        .containsExactly(
            new Expectation(
                Metric.JOINED,
                Comparison.AT_LEAST,
                22,
                Unit.DEVICES,
                Optional.of(Duration.ofMinutes(30))));
  }

  @Test
  void aGroupIsReadAsItIsWritten() {
    DeviceGroup plain = read(TOWN).groups().get(0);
    assertThat(plain.deviceClass()).isEqualTo(DeviceClass.C);
    assertThat(plain.joins()).isTrue();
    assertThat(plain.version()).isEqualTo(LorawanVersion.V1_0_4);
    assertThat(plain.uplinkInterval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(plain.radiusMetres()).isEqualTo(2000);
    DeviceGroup beaconed = read(TOWN).groups().get(1);
    assertThat(beaconed.deviceClass()).isEqualTo(DeviceClass.A);
    assertThat(beaconed.pingPeriodicity()).hasValue(3);
    assertThat(beaconed.devices().get(2).devEui()).hasToString("0011223344556679");
    assertThat(beaconed.devices().get(2).joinEui()).hasToString("8899aabbccddeeff");
    assertThat(beaconed.adr()).isFalse();
  }

  @Test
  void withoutGatewaysThoseOfThePresetStandThere() {
    String text = TOWN.replaceAll("(?s)gateways:.*?air:", "air:");
    assertThat(read(text).gateways()).hasSize(3);
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "region: AS923-2 | regoin: EU868 | town.yaml:4:9: unknown key regoin; did you mean region?",
        "region: AS923-2 | region: EU866 | town.yaml:4:9: 'EU866' is no region; did you mean EU868?",
        "udp://localhost:1700 | tcp://localhost | town.yaml:5:10: 'tcp://localhost' is no network;"
            + " write built-in, or an address that begins with udp://, ws://, wss://, mqtt://,"
            + " mqtts://",
        "'\"0016c001f1500813\"' | '\"0016c001f1500812\"' | town.yaml:8:11: another gateway has the EUI"
            + " 0016c001f1500812",
        "class: C | class: D | town.yaml:14:12: 'D' is not known; did you mean A?",
        "preset: urban | preset: urbane | town.yaml:9:15: 'urbane' is not known; did you mean urban?",
        "version: 1.1 | version: 1.2 | town.yaml:20:14: '1.2' is not known; did you mean 1.1?",
        "count: 20 | count: 2000000 | town.yaml:12:12: 2000000 is not between 1 and 1000000",
        "secret: 000102030405060708090a0b0c0d0e0f | secret: 0001 | town.yaml:13:13: a secret of 32"
            + " hexadecimal digits belongs here",
        "secret: 000102030405060708090a0b0c0d0e0f | keys: x.csv | town.yaml:12:12: count is what the"
            + " file under keys says; remove it",
        "joined: 22 | joined: 24 | town.yaml:27:18: 24 is not between 0 and 23",
        "longest: 2h | longest: 0s | town.yaml:26:31: a run takes more than 0 and at most 30d",
        "seed: 9 | campaign: {redundancy: 0.5} | town.yaml:3:11: a network server elsewhere"
            + " updates the devices itself; remove campaign",
      })
  void aMistakeIsToldWithItsLine(String written, String instead, String message) {
    assertThat(TOWN).contains(written);
    assertThatThrownBy(() -> read(TOWN.replace(written, instead)))
        .isInstanceOf(SettingProblem.class)
        .hasMessage(message);
  }

  @Test
  void twoGroupsWithTheSameNumbersAreAMistake() {
    String text = TOWN.replace("devEui: \"0011223344556677\"", "devEui: \"70b3d57ed0000001\"");
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("two devices are 70b3d57ed0000001");
  }

  @Test
  void aSecretIsNeverRepeatedInAMessage() {
    String text =
        TOWN.replace("000102030405060708090a0b0c0d0e0f", "000102030405060708090a0b0c0d0eXY");
    assertThatThrownBy(() -> read(text)).hasMessageNotContaining("0e");
  }
}
