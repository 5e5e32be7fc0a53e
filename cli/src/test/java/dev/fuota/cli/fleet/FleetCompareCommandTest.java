package dev.fuota.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.fleet.result.AirLine;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Head;
import dev.fuota.fleet.result.Reached;
import dev.fuota.fleet.result.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FleetCompareCommandTest {
  private static final int DEVICES = 200;

  @TempDir Path folder;
  private Path good = Path.of("");
  private Path bad = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Path report = Files.createDirectories(folder.resolve("good"));
    good = report;
    Files.writeString(report.resolve("result.json"), FleetJson.write(result(DEVICES, 1_000)));
    bad = folder.resolve("bad.json");
    Files.writeString(bad, FleetJson.write(result(DEVICES - 10, 1_500)));
  }

  /** The first devices are updated, each so many milliseconds behind the one before. */
  private static FleetResult result(int updated, long apart) {
    List<DeviceLine> devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      boolean done = i < updated;
      Reached reached =
          done ? Reached.NOTHING.with(Stage.UPDATED, (i + 1) * apart) : Reached.NOTHING;
      Fate fate = done ? Fate.UPDATED : Fate.BRICKED;
      String reason = done ? "" : "no image starts";
      devices.add(new DeviceLine(i, "id" + i, 0, fate, reason, reached, 0, 0, 0, 0, 2, 0, 0));
    }
    Head head =
        new Head(
            "small",
            3,
            "ab".repeat(32),
            "1.0",
            List.of("C"),
            DEVICES,
            1,
            List.of(),
            Optional.empty(),
            true);
    CellResult cell =
        new CellResult(
            0,
            3,
            0,
            devices,
            List.of(),
            AirLine.NONE,
            Optional.empty(),
            Duration.ofHours(1),
            true,
            0,
            0);
    return new FleetResult(head, List.of(cell));
  }

  private static JsonNode figure(JsonNode document, String name) {
    for (JsonNode figure : document.get("figures")) {
      if (figure.get("name").stringValue().equals(name)) {
        return figure;
      }
    }
    throw new AssertionError(name + " in " + document);
  }

  @Test
  void saysWhatIsBetterAndWhatIsWorse() {
    Shell shell = Shell.run("fleet", "compare", good.toString(), bad.toString());
    assertThat(shell.exit()).as(shell.err()).isZero();
    assertThat(shell.out())
        .contains("A  small, seed 3, fuota 1.0, 200 devices")
        .containsPattern("updated +200, 100 % +190, 95 % +-5.00 points +worse")
        .containsPattern("bricked +0, 0 % +10, 5 % +\\+5.00 points +worse")
        .doesNotContain("\u001b");
    Shell back = Shell.run("fleet", "compare", bad.toString(), good.toString());
    assertThat(back.out())
        .containsPattern("updated +190, 95 % +200, 100 % +\\+5.00 points +better");
  }

  @Test
  void figuresForMachinesAreThoseOfTheDevices() {
    JsonNode json = Shell.run("fleet", "compare", "--json", good.toString(), bad.toString()).json();
    JsonNode half = figure(json, "runs the new firmware, half of those who came there");
    assertThat(half.get("a").doubleValue()).isEqualTo(100); // the 100th of 200, a second each
    assertThat(half.get("b").doubleValue()).isEqualTo(142.5); // the 95th of 190
    assertThat(half.get("verdict").stringValue()).isEqualTo("WORSE");
    assertThat(figure(json, "energy of a radio, mean").get("verdict").stringValue())
        .isEqualTo("SAME");
  }

  @Test
  void colorsOnATerminal() {
    Shell shell =
        Shell.onTerminal(
            Map.of("TERM", "xterm"), "fleet", "compare", good.toString(), bad.toString());
    assertThat(shell.out()).containsPattern("\u001b\\[31mupdated ");
  }

  @Test
  void failsWhereCiWantsItTo() {
    String[] same = {"fleet", "compare", good.toString(), good.toString(), "--fail-if-worse", "0"};
    assertThat(Shell.run(same).exit()).isZero();
    String[] worse = {
      "fleet", "compare", good.toString(), bad.toString(), "--fail-if-worse", "4.9%", "--json"
    };
    Shell shell = Shell.run(worse);
    assertThat(shell.exit()).isEqualTo(1);
    assertThat(shell.json().get("error").get("code").stringValue()).isEqualTo("WORSE");
    assertThat(shell.json().get("error").get("message").stringValue()).contains("updated, bricked");
    worse[5] = "44%"; // 99 % of the times: 283.5 s for 198 s
    assertThat(Shell.run(worse).exit()).isZero();
    worse[5] = "43%";
    assertThat(Shell.run(worse).exit()).isEqualTo(1);
  }

  @Test
  void drawsBothRuns() throws IOException {
    Path report = folder.resolve("new/folder");
    Shell shell =
        Shell.run(
            "fleet", "compare", good.toString(), bad.toString(), "--report", report.toString());
    assertThat(shell.exit()).as(shell.err()).isZero();
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("curve run-a", "curve run-b");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "no result",
        "{\"format\":\"fuota/fleet-result/v1\",",
        "{\"format\":\"fuota/fleet-result/v1\",\n\"head\":{}\n",
        "{\"format\":\"fuota/fleet-result/v1\",\n\"head\":[[[[[[[[,\n"
      })
  void refusesWhatIsNoResult(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("odd.json"), text);
    Shell shell = Shell.run("fleet", "compare", good.toString(), file.toString(), "--json");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().get("error").get("code").stringValue()).isEqualTo("RESULT_BAD");
    assertThat(shell.json().get("error").get("message").stringValue()).contains("odd.json:");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-1", "much", "1%%", "1e9"})
  void refusesWhatIsNoShare(String share) {
    Shell shell =
        Shell.run("fleet", "compare", good.toString(), bad.toString(), "--fail-if-worse=" + share);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("--fail-if-worse takes a share as 1% or 0.01");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Shell shell = Shell.run("fleet", "compare", good.toString(), folder.resolve("x").toString());
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("there is no file", "--report");
  }
}
