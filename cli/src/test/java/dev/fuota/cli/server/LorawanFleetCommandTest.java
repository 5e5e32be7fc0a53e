package dev.fuota.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LorawanFleetCommandTest {
  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: two join
      region: EU868
      fleet:
        - {count: 2, secret: 00112233445566778899aabbccddeeff, uplinkInterval: 1min}
      until: {joined: all, longest: 1h}
      expect: {joined: 2}
      """;

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("fleet.yaml"), text).toString();
  }

  @Test
  void aFleetThatDoesAsExpectedEndsWithATableAnd0() throws IOException {
    Shell shell = Shell.run("fleet", "run", file(SCENARIO));
    assertThat(shell.exit()).isZero();
    assertThat(shell.out().lines().toList())
        .anyMatch(line -> line.matches("group +devices +joined .*"))
        .anyMatch(line -> line.matches("1\\.0\\.4 class A otaa +2 +2 +0 +0 +0"))
        .anyMatch(line -> line.matches("cell +gateway +heard +sent +on air +refused +why"))
        .anyMatch(line -> line.matches(" +0 +0016c001f0000001 +\\d+ +\\d+ +\\d+.*"))
        .contains("met  joined >= 2: 2");
    assertThat(shell.out()).doesNotContain("\u001b");
  }

  @Test
  void onATerminalItIsColouredUnlessNobodyWantsThat() throws IOException {
    String file = file(SCENARIO);
    assertThat(Shell.onTerminal(Map.of("CI", "1"), "fleet", "run", file).out())
        .contains("\u001b[32mmet\u001b[0m");
    assertThat(Shell.onTerminal(Map.of("CI", "1", "NO_COLOR", "1"), "fleet", "run", file).out())
        .doesNotContain("\u001b");
  }

  @Test
  void aFleetThatDoesNotEndsWith1() throws IOException {
    String impossible = SCENARIO.replace("expect: {joined: 2}", "expect: {updated: 1}");
    Shell shell = Shell.run("fleet", "run", "--json", file(impossible));
    assertThat(shell.exit()).isEqualTo(1);
    JsonNode result = shell.json();
    assertThat(result.path("ok").asBoolean()).isFalse();
    assertThat(result.path("figures").path("reached").path("JOINED").asInt()).isEqualTo(2);
    assertThat(result.path("error").path("code").asString()).isEqualTo("NOT_AS_EXPECTED");
    assertThat(result.at("/cells/0/gateways/0/refusals").isObject()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "EU868, EU869, 'fleet.yaml:3:9: ''EU869'' is no region'",
    "uplinkInterval, uplinkIntervall, 'fleet.yaml:5:'",
    "00112233445566778899aabbccddeeff, 001122, 'fleet.yaml:5:24: a secret of 32 hexadecimal digits'"
  })
  void aMistakeIsOneLineThatSaysWhere(String right, String wrong, String message)
      throws IOException {
    Shell shell = Shell.run("fleet", "run", file(SCENARIO.replace(right, wrong)));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains(message);
  }

  @Test
  void devicesAreListedWithTheirKeysForTheirOwnerAlone() throws IOException {
    Path list = folder.resolve("devices.csv");
    Shell shell = Shell.run("fleet", "devices", file(SCENARIO), "--out", list.toString());
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).isEmpty();
    List<String> lines = Files.readAllLines(list);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("devEui,joinEui,appKey,")
        .endsWith("packages,lzma2,installer");
    assertThat(lines.get(2)).startsWith("70b3d57ed0000002,").contains(",1.0.4,A,60,1,1.0.0,");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
        .isEqualTo("rw-------");
    JsonNode json = Shell.run("fleet", "devices", "--json", file(SCENARIO)).json();
    assertThat(json.path("devices").get(1).path("devEui").asString()).isEqualTo("70b3d57ed0000002");
  }

  @Test
  void theServerTakesTheListAsItIs() throws IOException {
    Path list = folder.resolve("devices.csv");
    String devices =
        file(SCENARIO.replace("uplinkInterval", "version: 1.1, class: C, uplinkInterval"));
    Shell.run("fleet", "devices", devices, "--out", list.toString());
    Path config =
        Files.writeString(
            folder.resolve("server.yaml"),
            """
            apiVersion: fuota/v1
            server: {region: EU868, listen: "127.0.0.1:0"}
            devices: [{keys: devices.csv}]
            http: {listen: "127.0.0.1:0"}
            """);
    ServerSettings settings = ServerFile.read(config, Shell.console());
    assertThat(settings.devices()).hasSize(2);
    ServerSettings.Device second = settings.devices().get(1);
    assertThat(second.name()).isEqualTo("70b3d57ed0000002");
    assertThat(second.attributes())
        .containsEntry("lorawan", "1.1")
        .containsEntry("class", "C")
        .containsEntry("uplinkInterval", "60s")
        .containsEntry("version", "1.0.0");
    Files.writeString(list, Files.readString(list).replace(",1.1,C,60", ",1.2,C,60"));
    Shell wrong = Shell.run("server", "--config", config.toString());
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("server.yaml:3", "70b3d57ed0000001", "1.2");
  }
}
