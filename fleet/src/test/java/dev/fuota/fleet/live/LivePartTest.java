package dev.fuota.fleet.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.Scenario.GatewaySpot;
import dev.fuota.fleet.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a fleet in real time is divided. */
class LivePartTest {
  private static final String FLEET =
      """
      apiVersion: fuota/v1
      name: on a wire
      network: udp://127.0.0.1:1700
      gateways: 2
      fleet:
        - {count: 8, secret: 000102030405060708090a0b0c0d0e0f}
        - {count: 3, secret: ff0102030405060708090a0b0c0d0e0f, class: C}
      until: {joined: all, longest: 1h}
      expect: {joined: 11}
      """;

  private static Scenario read(String text) {
    return ScenarioFile.read("wire.yaml", text, name -> "");
  }

  private static List<Credentials> devices(Scenario scenario) {
    return scenario.groups().stream().flatMap(group -> group.devices().stream()).toList();
  }

  private static List<String> ids(List<GatewaySpot> gateways) {
    return gateways.stream().map(it -> it.id().toString()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 11})
  void eachDeviceIsInOnePartWithTheNumberAndTheKeysItHasInTheWholeFleet(int parts) {
    Scenario whole = read(FLEET);
    Map<Integer, Credentials> seen = new TreeMap<>();
    List<String> gateways = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      LivePart part = LivePart.of(whole, new Shard(i, parts));
      List<Credentials> own = devices(part.scenario());
      for (int device = 0; device < own.size(); device++) {
        int number = part.place().number().applyAsInt(device);
        assertThat(seen.put(number, own.get(device))).isNull();
      }
      assertThat(own.size()).isBetween(11 / parts, (10 + parts) / parts);
      gateways.addAll(ids(part.scenario().gateways()));
    }
    assertThat(List.copyOf(seen.values())).isEqualTo(devices(whole));
    assertThat(gateways).hasSize(2 * parts).doesNotHaveDuplicates();
    assertThat(gateways.subList(0, 2)).isEqualTo(ids(whole.gateways()));
  }

  @Test
  void theSizeOfACellDoesNotMatterToShares() {
    Scenario small = read(FLEET.replace("gateways: 2", "cell: 2"));
    assertThat(LivePart.of(small, new Shard(1, 2)).scenario().count()).isEqualTo(6);
    assertThat(LivePart.whole(small).scenario()).isEqualTo(small);
  }

  @ParameterizedTest
  @CsvSource({
    "0016c001f0000001, 3, 0016c001f0000301",
    "0016c001f0000001, 99999, 0016c001f1869f01",
    "a000000000000000, 4660, a000000000123400",
    "0016c001afffff07, 1, 0016c001a0000007"
  })
  void theNumberOfAPartGoesIntoFiveDigitsOfAGateway(String own, int part, String id) {
    String text = FLEET.replace("gateways: 2", "gateways: [{eui: \"" + own + "\"}]");
    assertThat(ids(PartGateways.of(read(text).gateways(), part))).containsExactly(id);
  }

  @ParameterizedTest
  @CsvSource({
    "0016c001f0000001, 0016c001f0000101, false",
    "0016c001f0000001, 0016c001ffffff01, false",
    "0016c001f0000001, 0016c001f0000002, true",
    "0016c001f0000001, 0016c001e0000001, true"
  })
  void gatewaysThatWouldGetOneIdAreRefused(String one, String other, boolean divisible) {
    String two = "gateways: [{eui: \"" + one + "\"}, {eui: \"" + other + "\"}]";
    Scenario scenario = read(FLEET.replace("gateways: 2", two));
    assertThat(ids(LivePart.whole(scenario).scenario().gateways())).containsExactly(one, other);
    if (divisible) {
      assertThat(LivePart.of(scenario, new Shard(0, 2)).scenario().count()).isEqualTo(5);
    } else {
      assertThatThrownBy(() -> LivePart.of(scenario, new Shard(0, 2)))
          .hasMessageContainingAll(one, other, "digits 10 to 14");
    }
  }

  @Test
  void moreThanOneProcessHoldsAreDividedOrRefused() {
    Scenario large = read(FLEET.replace("count: 8", "count: 20000"));
    assertThatThrownBy(() -> LivePart.whole(large))
        .hasMessageContainingAll("20003", "10000", "--shard");
    assertThat(LivePart.of(large, new Shard(2, 3)).scenario().count()).isEqualTo(6668);
    assertThatThrownBy(() -> LivePart.of(read(FLEET), new Shard(0, 12)))
        .hasMessage("11 devices cannot be divided into 12 parts");
  }
}
