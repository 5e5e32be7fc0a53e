package dev.fuota.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootTortureCommandTest {
  private static final String LAYOUT =
      """
      part: STM32WL
      partitions:
        primary:   {offset: 0x8000,  size: 0x15000}
        secondary: {offset: 0x1d000, size: 0x15000}
        scratch:   {offset: 0x32000, size: 0x800}
        journal:   {offset: 206848,  size: 0x2000}
      """;

  @TempDir private Path folder;

  private Shell torture(String... more) {
    String[] few = {"--scenario", "confirmed", "--singles", "8", "--pairs", "4", "--random", "2"};
    String[] arguments = new String[2 + few.length + more.length];
    arguments[0] = "boot";
    arguments[1] = "torture";
    System.arraycopy(few, 0, arguments, 2, few.length);
    System.arraycopy(more, 0, arguments, 2 + few.length, more.length);
    return Shell.run(arguments);
  }

  private String layout(String text) throws IOException {
    return Files.writeString(folder.resolve("layout.yaml"), text).toString();
  }

  @Test
  void aLayoutIsTorturedAndReported() throws IOException {
    Path report = folder.resolve("report");
    Path junit = folder.resolve("torture.xml");
    Shell shell =
        torture(
            "--strategy",
            "swap-scratch",
            "--layout",
            layout(LAYOUT),
            "--report",
            report.toString(),
            "--junit",
            junit.toString(),
            "--json");
    assertThat(shell.exit()).as(shell.err()).isZero();
    assertThat(shell.json().get("ok").booleanValue()).isTrue();
    assertThat(shell.json().get("runs").intValue()).isGreaterThan(8);
    assertThat(Files.readString(report.resolve("index.html"))).contains("swap-scratch", "<svg");
    assertThat(Files.readString(junit)).contains("<testsuite ", "failures=\"0\"");
  }

  @Test
  void oneRunIsReplayedWithItsOperations() {
    Shell shell = Shell.run("boot", "torture", "--replay", "confirmed:5:TORN:3");
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).contains("erase", "program", "end: new image");
  }

  @Test
  void toTheLetterAFailureIsNamedWithTheCommandThatReplaysIt() {
    Shell shell =
        Shell.run(
            "boot",
            "torture",
            "--mcuboot",
            "--strategy",
            "swap-scratch",
            "--replay",
            "reverted:813:UNREADABLE");
    assertThat(shell.exit()).isEqualTo(1);
    assertThat(shell.out()).contains("nothing boots");
  }

  @ParameterizedTest(name = "{0} instead of {1}: {2}")
  @CsvSource({
    "secondry, secondary, did you mean secondary",
    "0x1c000, 0x1d000, overlap",
    "banana, 0x8000, is no whole number",
    "0x15001, 0x15000, not whole sectors",
    "0x200000, 0x2000, ends at 0x40000",
    "STM99, STM32WL, STM99"
  })
  void aBadLayoutIsOneLineThatSaysWhereAndWhat(String bad, String good, String why)
      throws IOException {
    Shell shell = torture("--layout", layout(LAYOUT.replace(good, bad)));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains("layout.yaml", why);
  }
}
