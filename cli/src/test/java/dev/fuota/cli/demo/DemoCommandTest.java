package dev.fuota.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DemoCommandTest {
  @TempDir private Path folder;

  private Shell demo(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "demo";
    arguments[1] = "--report";
    arguments[2] = folder.resolve("report").toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Shell.run(arguments);
  }

  private String file(String name, Bytes content) {
    try {
      return Files.write(folder.resolve(name), content.toArray()).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void printsTheTableAndWhereTheReportIs() throws IOException {
    Shell shell = demo("--devices", "2", "--progress", "plain");
    assertThat(shell.exit()).as(shell.out() + shell.err()).isZero();
    assertThat(shell.out())
        .contains("1. broken signature: FAILED, as it should", "2. the update: DONE, as it should")
        .contains("DlFragment", "sent, ", "needed, +50 %", "time on air", "power cuts")
        .contains("PASSED  All 2 devices", "Report: ")
        .doesNotContain("\u001b");
    assertThat(shell.err()).contains("100 %").doesNotContain("\r");
    assertThat(Files.readString(folder.resolve("report/index.html"))).contains("</html>");
  }

  @Test
  void jsonIsTheOneDocumentOnStandardOutputAndTheSameAsInTheReport() throws IOException {
    Shell shell = demo("--devices", "1", "--loss", "0", "--redundancy", "0.1", "--json");
    assertThat(shell.exit()).as(shell.out()).isZero();
    JsonNode json = shell.json();
    assertThat(json.get("ok").booleanValue()).isTrue();
    assertThat(json.get("devices").get(0).get("version").stringValue()).isEqualTo("2.0.0");
    assertThat(Files.readString(folder.resolve("report/result.json"))).isEqualTo(shell.out());
  }

  @Test
  void unrepairableLossRunsAndFailsWithTheReason() {
    Shell shell = demo("--devices", "2", "--loss", "0.6", "--redundancy", "0", "--json");
    assertThat(shell.exit()).isEqualTo(1);
    JsonNode error = shell.json().get("error");
    assertThat(error.get("code").stringValue()).isEqualTo("DEVICES_NOT_WHERE_THEY_SHOULD_BE");
    assertThat(error.get("message").stringValue()).contains("2 of 2 devices are not where");
  }

  @Test
  void anUnknownKeyRunsAndFailsWithTheReasonOfEachDevice() {
    String file = file("p256.bin", FirmwareSamples.image(Sample.V2_P256));
    Shell shell = demo("--devices", "1", "--loss", "0", "--redundancy", "0", "--firmware", file);
    assertThat(shell.exit()).isEqualTo(1);
    assertThat(shell.out())
        .contains("device 1 runs 1.0.0, should run 2.0.0: refused: no key that this device trusts");
  }

  private void assertRefused(Shell shell, String code, String... words) {
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).startsWith("fuota: ").contains(words);
    assertThat(shell.json().get("error").get("code").stringValue()).isEqualTo(code);
    assertThat(folder.resolve("report/index.html")).doesNotExist();
  }

  @Test
  void anEmptyFileIsNoFirmware() {
    String file = file("empty.bin", Bytes.EMPTY);
    assertRefused(demo("--json", "--firmware", file), "FIRMWARE_EMPTY", file, "empty");
  }

  @Test
  void aMissingFileIsNamed() {
    String file = folder.resolve("nowhere.bin").toString();
    assertRefused(demo("--json", "--firmware", file), "FIRMWARE_MISSING", file, "check the path");
  }

  @Test
  void aFolderIsNoFirmware() {
    String file = folder.toString();
    assertRefused(demo("--json", "--firmware", file), "FIRMWARE_UNREADABLE", file, "folder");
  }

  @Test
  void anImageTooLargeForTheSlotIsRefused() {
    String file = file("large.bin", Bytes.of(new byte[300_000]));
    assertRefused(demo("--json", "--firmware", file), "FIRMWARE_TOO_LARGE", file, "300000");
  }

  @Test
  void aWrongMagicIsRefused() {
    byte[] image = FirmwareSamples.image(Sample.V2).toArray();
    image[0] ^= 1;
    String file = file("magic.bin", Bytes.of(image));
    assertRefused(demo("--json", "--firmware", file), "FIRMWARE_NOT_AN_IMAGE", file, "magic");
  }

  @Test
  void truncatedTlvsAreRefused() {
    Bytes image = FirmwareSamples.image(Sample.V2);
    String file = file("short.bin", image.slice(0, image.length() - 9));
    assertRefused(demo("--json", "--firmware", file), "FIRMWARE_NOT_AN_IMAGE", file);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "--devices, 0",
    "--devices, 1000000",
    "--loss, 1",
    "--loss, -0.5",
    "--loss, NaN",
    "--redundancy, -1",
    "--redundancy, 99"
  })
  void absurdValuesAreRefusedInOneLineThatNamesTheOption(String option, String value) {
    assertRefused(demo("--json", option, value), "OPTION_OUT_OF_RANGE", option, "must be");
  }

  @Test
  void aReportThatCannotBeWrittenIsSaidBeforeTheWork() {
    String file = file("taken", Bytes.of((byte) 1));
    Shell shell = Shell.run("demo", "--json", "--report", file);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).contains(file, "--report");
  }

  @Test
  void coloursAreThereOnATerminalAndNotWithNoColor() {
    String[] line = {
      "demo",
      "--devices",
      "1",
      "--loss",
      "0",
      "--redundancy",
      "0.1",
      "--progress",
      "none",
      "--report",
      folder.resolve("report").toString()
    };
    assertThat(Shell.onTerminal(Map.of(), line).out()).contains("\u001b[32m");
    assertThat(Shell.onTerminal(Map.of("NO_COLOR", "1"), line).out()).doesNotContain("\u001b");
  }
}
