package dev.fuota.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.cli.Shell;
import dev.fuota.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PlanCommandTest {

  @Test
  @DisplayName("the least redundancy for a wanted success is planned, and a curve is drawn")
  void drawsACurve() {
    Shell shell =
        Shell.run(
            "plan", "--image", "50000", "--success", "99%", "--devices", "1000", "--ram", "16KiB");
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).contains("50000 octets in fragments of 239; EU868 DR5, class C");
    assertThat(shell.out()).contains("a device succeeds with 99.");
    assertThat(shell.out().lines().filter(line -> line.contains("##"))).hasSizeGreaterThan(8);
    assertThat(shell.out()).contains("computed", "simulated", "1000 devices drawn", "not set-up");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void jsonHasThePlanAndBothCurves(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("app.img");
    Files.write(file, new byte[4800]);
    JsonNode document =
        Shell.run(
                "plan",
                "--json",
                "--image",
                file.toString(),
                "--fragment-size",
                "48",
                "--loss",
                "0.1",
                "--redundancy",
                "0,30%")
            .json();
    JsonNode plan = document.get("plan");
    assertThat(plan.get("nbFrag").asInt()).isEqualTo(100);
    assertThat(plan.get("coded").asInt()).isZero();
    // 100 frames, each lost with a tenth
    assertThat(plan.get("success").asDouble()).isCloseTo(2.656e-5, within(1e-8));
    assertThat(document.get("curves")).hasSize(2);
    assertThat(document.get("curves").get(1).get("coded").asInt()).isEqualTo(30);
    assertThat(document.get("fragSizes").size()).isGreaterThan(5);
  }

  @Test
  @DisplayName("every point of the curve is simulated, too, with the decoder")
  void simulatedCurve() {
    JsonNode document =
        Shell.run(
                "plan",
                "--json",
                "--image",
                "5KiB",
                "--fragment-size",
                "100",
                "--loss",
                "ge:10%,3",
                "--redundancy",
                "0.3,0.1,0.2,0.6",
                "--trials",
                "2000")
            .json();
    assertThat(document.get("trials").asInt()).isEqualTo(2000);
    assertThat(document.get("curves")).hasSize(4);
    for (JsonNode point : document.get("curves")) {
      JsonNode simulated = point.get("simulated");
      double low = simulated.get("low").asDouble();
      double high = simulated.get("high").asDouble();
      assertThat(high - low).isBetween(0.001, 0.05);
      assertThat(simulated.get("success").asDouble()).isBetween(low, high);
      assertThat(point.get("success").asDouble()).isBetween(low - 0.02, high + 0.02);
    }
    assertThat(document.get("warnings")).isEmpty();
  }

  @Test
  @DisplayName("a block whose code cannot tell two fragments apart is warned of")
  void warnsOfTwins() {
    Shell shell =
        Shell.run(
            "plan",
            "--image",
            "100KiB",
            "--fragment-size",
            "32",
            "--redundancy",
            "20%",
            "--trials",
            "0");
    assertThat(shell.out()).contains("With 3200 fragments, numbers 1601 and 1794");
    // 1 - 2 * 0.1²
    assertThat(shell.out()).contains("a device succeeds with 98.0 %").doesNotContain("simulated");
  }

  @Test
  @DisplayName("the page has all curves and needs nothing from elsewhere")
  void page(@TempDir Path folder) throws IOException {
    Path report = folder.resolve("plan");
    String size = "5000";
    assertThat(
            Shell.run("plan", "--image", size, "--trials", "200", "--report", report.toString())
                .exit())
        .isZero();
    String page = Files.readString(report.resolve("index.html"));
    assertThat(page).contains("id=\"success\"", "id=\"air\"", "id=\"duration\"", "id=\"energy\"");
    assertThat(page).contains("class=\"triedpoint\"", "200 devices drawn", "data sheet of Semtech");
    assertThat(page).contains("<title>Plan: 5000 octets").doesNotContain("http", "<script", "NaN");
    assertThat(Files.readString(report.resolve("result.json"))).contains("\"simulated\"");
    Shell nowhere =
        Shell.run("plan", "--json", "--image", size, "--report", report + "/index.html/x");
    assertThat(nowhere.json().get("error").get("code").asString()).isEqualTo("REPORT_NOT_WRITABLE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BAD_VALUE|--loss|ge:10%",
        "BAD_VALUE|--loss|101%",
        "BAD_VALUE|--region|MARS",
        "BAD_VALUE|--data-rate|15",
        "BAD_VALUE|--frequency|1",
        "BAD_VALUE|--periodicity|8",
        "BAD_VALUE|--redundancy|-1",
        "BAD_VALUE|--success|100%",
        "BAD_VALUE|--energy|nuclear",
        "BAD_VALUE|--package-version|3",
        "BAD_VALUE|--trials|-1",
        "PARAMETER_INVALID|--fragment-size|0",
        "PARAMETER_INVALID|--devices|0",
        "PARAMETER_INVALID|--delay|-1",
        "NOT_REACHABLE|--ram|1",
        "BAD_VALUE|--ram|16kb",
        "FILE_MISSING|--image|nothing.img",
        "BAD_VALUE|--image|17MiB",
        "BAD_VALUE|--image|0"
      })
  void namesWhatIsWrong(String code, String option, String value) {
    Shell shell =
        option.equals("--image")
            ? Shell.run("plan", "--json", option, value)
            : Shell.run("plan", "--json", "--image", "5000", option, value);
    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.json().get("error").get("code").asString()).isEqualTo(code);
  }

  @Test
  void classBTakesLonger() {
    double inB = duration("B");
    double inC = duration("C");
    assertThat(inB).isGreaterThan(inC);
  }

  private static double duration(String listening) {
    JsonNode document =
        Shell.run(
                "plan",
                "--json",
                "--image",
                "5000",
                "--class",
                listening,
                "--periodicity",
                "4",
                "--data-rate",
                "3")
            .json();
    return document.get("plan").get("duration").asDouble();
  }
}
