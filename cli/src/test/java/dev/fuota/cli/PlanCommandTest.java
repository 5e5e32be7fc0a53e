package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    Shell shell = Shell.run("plan", "--image", "50000", "--success", "99%", "--devices", "1000");
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).contains("50000 octets in fragments of 239; EU868 DR5, class C");
    assertThat(shell.out()).contains("a device succeeds with 99.");
    assertThat(shell.out().lines().filter(line -> line.contains("##"))).hasSizeGreaterThan(8);
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
  @DisplayName("what is computed can be tried with the decoder")
  void trials() {
    JsonNode document =
        Shell.run(
                "plan",
                "--json",
                "--image",
                "5000",
                "--fragment-size",
                "100",
                "--loss",
                "ge:10%,3",
                "--redundancy",
                "0.3",
                "--trials",
                "2000")
            .json();
    double planned = document.get("plan").get("success").asDouble();
    JsonNode tried = document.get("trials");
    assertThat(tried.get("success").asDouble())
        .isCloseTo(planned, within(0.02 + tried.get("chance").asDouble()))
        .isBetween(0.5, 0.99);
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
        "BAD_VALUE|--trials|0",
        "PARAMETER_INVALID|--fragment-size|0",
        "PARAMETER_INVALID|--devices|0",
        "PARAMETER_INVALID|--delay|-1",
        "NOT_REACHABLE|--ram|1",
        "FILE_MISSING|--image|nothing.img",
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
