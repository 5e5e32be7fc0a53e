package dev.fuota.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fuota.cli.Fuota;
import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a run of a fleet ends when it cannot end as it should: Ctrl-C, and results nobody takes. */
class FleetEndingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SIGINT = 1 << 1;
  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: a city
      fleet: [{count: 5000}]
      until: {joined: all, longest: 1h}
      expect: {joined: 1}
      """;

  private static final String SMALL = SCENARIO.replace("5000", "1");

  @TempDir private Path folder;

  private Path scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("city.yaml"), text);
  }

  private Path told() {
    return folder.resolve("told");
  }

  private Process start(Path out, String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    if (ignoresInterrupts()) {
      line.addAll(List.of("env", "--default-signal=INT"));
    }
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp"));
    line.addAll(List.of(System.getProperty("java.class.path"), Fuota.class.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .redirectOutput(out.toFile())
        .redirectError(told().toFile())
        .start();
  }

  /** As a job in the background of a shell does; what it starts would then do so, too. */
  private static boolean ignoresInterrupts() throws IOException {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      String ignored = status.filter(it -> it.startsWith("SigIgn:")).findFirst().orElseThrow();
      return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & SIGINT)
          != 0;
    }
  }

  @Test
  void whatWasReachedUntilCtrlCIsWrittenAndMarked() throws Exception {
    Path report = folder.resolve("report");
    Process run =
        start(
            folder.resolve("out"),
            "fleet",
            "run",
            scenario(SCENARIO).toString(),
            "--report",
            report.toString());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told()).content().contains("of 20 cells"));
    new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

    assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(Files.readString(told())).isEqualTo(130);
    JsonNode result = JsonMapper.shared().readTree(report.resolve("result.json").toFile());
    assertThat(result.at("/head/complete").asBoolean(true)).isFalse();
    assertThat(report.resolve("index.html")).content().contains("partial");
    assertThat(report.resolve("junit.xml")).content().contains("</testsuites>");
    assertThat(folder.resolve("out")).content().contains("not complete");
    try (Stream<Path> files = Files.list(report)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aResultThatStandardOutputDoesNotTakeIsNoSuccess() throws Exception {
    Process run = start(Path.of("/dev/full"), "fleet", "run", scenario(SMALL).toString(), "--json");
    assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(2);
    assertThat(told()).content().contains("fuota: standard output takes no more");
  }

  @Test
  void aReportThatTheDiskDoesNotTakeIsToldAfterTheResult() throws IOException {
    Shell shell =
        Shell.run("fleet", "run", scenario(SMALL).toString(), "--json", "--junit", "/dev/full");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().at("/head/complete").asBoolean()).isTrue();
    assertThat(shell.err())
        .contains("/dev/full cannot be written (No space left on device); name another");
  }

  @Test
  void whereNoReportCanBeIsToldBeforeTheRun() throws IOException {
    String scenario = scenario(SCENARIO).toString(); // takes long, if it is run
    for (String[] wrong :
        new String[][] {
          {"--report", scenario, "cannot write the report into " + scenario},
          {"--report", scenario, "is a file"},
          {"--junit", folder.toString(), "is a folder; name a file with --junit"},
          {"--junit", folder + "/none/junit.xml", "there is no folder " + folder + "/none"}
        }) {
      Shell shell = Shell.run("fleet", "run", scenario, wrong[0], wrong[1]);
      assertThat(shell.exit()).isEqualTo(2);
      assertThat(shell.err().lines()).hasSize(1);
      assertThat(shell.err()).contains(wrong[2]);
    }
  }

  @Test
  void aMergedResultThatCannotBeWrittenIsPrinted() throws IOException {
    Path share = folder.resolve("share.json");
    Files.writeString(share, Shell.run("fleet", "run", scenario(SMALL).toString(), "--json").out());
    Shell shell = Shell.run("fleet", "merge", share.toString(), "--out", "/dev/full", "--json");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.out()).isEqualTo(Files.readString(share));
    assertThat(shell.err()).contains("/dev/full", "--out");
  }
}
