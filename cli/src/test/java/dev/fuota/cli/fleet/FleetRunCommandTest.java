package dev.fuota.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetRunCommandTest {
  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: small hall
      msu:
        clients:
          - {count: 4, loss: 2%}
        files: [{name: app.bin, size: 60KiB}]
        profile: coded
      expect: {updated: 100%}
      """;

  @TempDir private Path folder;

  private Path scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("hall.yaml"), text);
  }

  @Test
  void aRunEndsWithATableAndFiles() throws IOException {
    Path report = folder.resolve("report");
    Path junit = folder.resolve("junit.xml");

    Shell shell =
        Shell.run(
            "fleet",
            "run",
            scenario(SCENARIO).toString(),
            "--report",
            report.toString(),
            "--junit",
            junit.toString());

    assertThat(shell.exit()).as(shell.err()).isZero();
    assertThat(shell.out()).contains("4 of 4 clients updated", "met", "index.html");
    assertThat(shell.err()).contains("100 %", "virtual time");
    assertThat(report.resolve("index.html")).content().contains("<svg", "small hall");
    assertThat(junit).content().contains("testsuite name=\"expectations\"", "failures=\"0\"");
    assertThat(Shell.run("fleet", "run", folder.resolve("hall.yaml").toString(), "--json").out())
        .isEqualToNormalizingNewlines(Files.readString(report.resolve("result.json")));
  }

  @Test
  void whatIsNotMetIsExitCodeOne() throws IOException {
    Path file = scenario(SCENARIO.replace("100%}", "100%, within: 1s}"));

    Shell shell = Shell.run("fleet", "run", file.toString(), "--json");

    assertThat(shell.exit()).isEqualTo(1);
    assertThat(shell.json().at("/ok").asBoolean()).isFalse();
    assertThat(shell.json().at("/error/message").asString()).contains("at most 1.0 s");
  }

  @Test
  void aMistakeHasItsLine() throws IOException {
    Path file = scenario(SCENARIO.replace("count: 4", "counts: 4"));

    Shell shell = Shell.run("fleet", "run", file.toString());

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("hall.yaml:5", "counts", "did you mean count?");
  }

  @Test
  void socketsAreForTensOfClients() throws IOException {
    Path file =
        scenario(SCENARIO.replace("msu:", "clock: real\nmsu:").replace("count: 4", "count: 400"));

    Shell shell = Shell.run("fleet", "run", file.toString());

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("clock: virtual");
  }
}
