package dev.fuota.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.cli.console.Exit;
import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On loopback, in one process; {@code .ci/cluster} has processes of its own, and kills one. */
class ClusterRunTest {
  private static final String FLEET =
      """
      apiVersion: fuota/v1
      name: seven cells
      seed: 5
      cell: 2
      fleet:
        - {count: 9, class: C, secret: 000102030405060708090a0b0c0d0e0f}
        - {count: 4, class: A, secret: ff0102030405060708090a0b0c0d0e0f}
      air: {preset: ideal, loss: 0.1}
      until: {joined: all, longest: 1h}
      expect: {joined: 13}
      """;

  @Test
  @DisplayName(
      "nodes give octet for octet what one process gives; one of another version is refused")
  void equalsTheEmbeddedRun(@TempDir Path folder) throws Exception {
    Path scenario = Files.writeString(folder.resolve("seven.yaml"), FLEET);
    String embedded =
        FleetJson.write(
            new FleetRunner(ScenarioFile.read("x", FLEET, name -> "").withSeed(77), 1).run());
    try (ClusterNode first = node(Optional.empty(), ClusterOptions.version());
        ClusterNode second = node(Optional.of(first.listen()), ClusterOptions.version())) {
      String where = first.listen().toString();
      String report = folder.resolve("out").toString();
      Shell shell =
          Shell.run(
              "run", scenario.toString(), "--join", where, "--seed", "77", "--report", report);
      assertThat(shell.err())
          .contains("node " + where + " is there", "node " + second.listen() + " is there")
          .contains("cells: 7 of 7");
      assertThat(shell.out()).startsWith("seven cells, seed 77: 7 of 7 cells, 13 devices\n");
      assertThat(shell.exit()).isEqualTo(Exit.DONE);
      assertThatThrownBy(() -> node(Optional.of(first.listen()), "2"))
          .isInstanceOf(ClusterNode.Problem.class)
          .hasMessageContaining("the same version")
          .hasMessageContaining("this is fuota 2");
    }
    assertThat(Files.readString(folder.resolve("out/result.json"))).isEqualTo(embedded);
    assertThat(Files.readString(folder.resolve("out/index.html"))).contains("seven cells");
  }

  private static ClusterNode node(Optional<Endpoint> join, String version) throws Exception {
    return ClusterNode.join(
        new ClusterSettings(new Endpoint("127.0.0.1", 0), join, 1, Optional.empty(), version));
  }

  @Test
  @DisplayName("a bad scenario is named with its place before anything is joined")
  void badScenarios(@TempDir Path folder) throws IOException {
    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(wrong, FLEET.replace("count: 9", "cuont: 9"));
    Shell shell = Shell.run("run", wrong.toString(), "--threads", "1", "--json");
    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.out()).contains("\"code\" : \"SCENARIO_BAD\"").contains("cuont", ":6:");
    Files.writeString(wrong, "msu: {}");
    assertThat(Shell.run("run", wrong.toString(), "--threads", "1").err()).contains("no LoRaWAN");
  }
}
