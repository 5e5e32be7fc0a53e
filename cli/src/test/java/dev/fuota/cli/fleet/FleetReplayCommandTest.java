package dev.fuota.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FleetReplayCommandTest {
  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: two join
      seed: 3
      fleet:
        - {count: 2, secret: 00112233445566778899aabbccddeeff, uplinkInterval: 1min}
      faults:
        - {at: 1min, devices: 2, do: power-cut}
      until: {joined: all, longest: 1h}
      expect: {joined: 2}
      """;

  @TempDir private Path folder;

  private Shell replay(String... more) throws IOException {
    String file = Files.writeString(folder.resolve("fleet.yaml"), SCENARIO).toString();
    return Shell.run(
        Stream.concat(Stream.of("fleet", "replay", file), Arrays.stream(more))
            .toArray(String[]::new));
  }

  @Test
  void aStoryHasATimeAKindAndWhatHappenedInEachLine() throws IOException {
    Shell shell = replay("--device", "1");
    assertThat(shell.exit()).isZero();
    List<String> lines = shell.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("device 1 of two join, seed 3; cell 0 has seed 3");
    assertThat(lines.get(1)).matches("  0:00:00\\.2\\d\\d  boot     the bootloader begins");
    assertThat(lines)
        .anyMatch(line -> line.matches("  0:00:.{6}  sent     join-request, DevEUI .* dBm"))
        .anyMatch(line -> line.matches("  0:00:.{6}  link     joined: a new session"))
        .anyMatch(line -> line.matches("device 1, [0-9a-f]{16}: running.*"));
    assertThat(shell.out()).doesNotContain("\u001b");
  }

  @Test
  void jsonIsADocumentALine() throws IOException {
    Shell shell = replay("--device", "0", "--json", "--until", "30s");
    assertThat(shell.exit()).isZero();
    List<JsonNode> documents =
        shell.out().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    assertThat(documents.get(0).path("kind").asString()).isEqualTo("begin");
    JsonNode last = documents.get(documents.size() - 1);
    assertThat(last.path("kind").asString()).isEqualTo("end");
    assertThat(last.path("device").asInt()).isZero();
    assertThat(documents.subList(1, documents.size() - 1))
        .isNotEmpty()
        .allMatch(line -> line.path("atMs").asLong() <= 30_000);
  }

  @Test
  void aTerminalGetsColours() throws IOException {
    String file = Files.writeString(folder.resolve("fleet.yaml"), SCENARIO).toString();
    assertThat(Shell.onTerminal(Map.of("CI", "1"), "fleet", "replay", file, "--device", "0").out())
        .contains("\u001b[");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1h, NO_DEVICE",
    "-1, 1h, NO_DEVICE",
    "0, soon, BAD_TIME",
    "0, '{a: b}', BAD_TIME",
    "0, '1h\nx: 2', BAD_TIME"
  })
  void whatCannotBeToldIsRefused(String device, String until, String code) throws IOException {
    Shell shell = replay("--device", device, "--until", until, "--json");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.out() + shell.err()).contains(code);
  }
}
