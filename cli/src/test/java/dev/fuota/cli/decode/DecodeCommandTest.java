package dev.fuota.cli.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DecodeCommandTest {

  @Test
  void aPayloadIsExplainedOctetByOctet() {
    Shell shell = Shell.run("decode", "clock-sync", "--down", "02", "0X03", "0307");

    assertThat(shell.exit()).isZero();
    assertThat(shell.err()).isEmpty();
    assertThat(shell.out().lines())
        .contains(
            "DeviceAppTimePeriodicityReq",
            "   1  03      3..0  period  3      every 17 min 4 s, give or take 30 s",
            "ForceDeviceResyncReq",
            "   3  07      2..0  nbTransmissions  7      at most so many AppTimeReq, until one is"
                + " answered");
    assertThat(shell.out()).doesNotContain("\u001b");
  }

  @Test
  void coloursAreForTerminals() {
    assertThat(Shell.onTerminal(Map.of(), "decode", "clock-sync", "--down", "0203").out())
        .contains("\u001b[1m");
  }

  @Test
  void theVersionGivesTheCommandItsName() {
    Shell shell = Shell.run("decode", "clock-sync", "--version", "2", "--down", "0307");

    assertThat(shell.out()).contains("ForceDeviceResyncCmd");
  }

  @Test
  void aDefectSaysWhatWhereAndWhatWasExpected() {
    Shell shell = Shell.run("decode", "fragmentation", "--down", "0105", "0201");

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.out())
        .contains("truncated at octet 2: FragSessionSetupReq needs 11 octets, 2 are there")
        .contains("not read: 0201");
  }

  // PKG-12
  @Test
  void aPayloadOfTheOtherVersionGivesAHint() {
    Shell shell =
        Shell.run("decode", "fragmentation", "--down", "02011400320000000000000100aabbccdd");

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.out()).contains("this reads as version 2");
  }

  @Test
  void linesOfStandardInputAreExplainedOneByOne() {
    Shell shell =
        Shell.piped("0203\n\n 7f \n".getBytes(UTF_8), "decode", "clock-sync", "--down", "--json");

    assertThat(shell.exit()).isEqualTo(2);
    JsonNode payloads = shell.json().get("streams");
    assertThat(payloads).hasSize(2);
    JsonNode command = payloads.get(0).get("commands").get(0);
    assertThat(command.get("command").stringValue()).isEqualTo("DeviceAppTimePeriodicityReq");
    assertThat(command.get("fields").get("period").intValue()).isEqualTo(3);
    assertThat(payloads.get(0).has("error")).isFalse();
    JsonNode error = payloads.get(1).get("error");
    assertThat(error.get("kind").stringValue()).isEqualTo("unknownCid");
    assertThat(error.get("cid").intValue()).isEqualTo(0x7f);
    assertThat(payloads.get(1).get("rest").stringValue()).isEqualTo("7f");
    assertThat(shell.json().get("ok").booleanValue()).isFalse();
  }

  @Test
  void aFieldThatIsNotInThePayloadIsLeftOutOrNullAsKnownAnswersHaveIt() {
    Shell shell = Shell.run("decode", "multicast-setup", "--up", "--json", "041c");

    JsonNode fields = shell.json().get("commands").get(0).get("fields");
    assertThat(fields.get("timeToStart").isNull()).isTrue();
    assertThat(fields.get("freqError").booleanValue()).isTrue();

    shell = Shell.run("decode", "fragmentation", "--version", "2", "--up", "--json", "0104");
    fields = shell.json().get("commands").get(0).get("fields");
    assertThat(fields.propertyNames())
        .containsExactlyInAnyOrder("memoryError", "micError", "sessionDoesNotExist");
  }

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource({
    "02 3g, 'HEX, column 5: ''g'' is no hexadecimal digit'",
    "020, 'HEX: 3 digits make no whole octets'",
  })
  void badHexIsOneLineThatSaysWhere(String hex, String message) {
    Shell shell = Shell.run("decode", "clock-sync", "--down", hex);

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err().strip()).isEqualTo("fuota: " + message);
  }

  @Test
  void badHexOnStandardInputIsNamedByItsLine() {
    Shell shell = Shell.piped("00\nxy\n".getBytes(UTF_8), "decode", "clock-sync", "--down");

    assertThat(shell.err()).contains("standard input, line 2, column 1");
  }

  @ParameterizedTest
  @CsvSource({
    "decode clock-sync 00",
    "decode clock-sync --up --down 00",
    "decode nonsense --up 00",
    "decode clock-sync --version 3 --up 00",
    "decode firmware-management --version 2 --up 00",
    "decode clock-sync --up",
  })
  void wrongUsageIsOneLine(String line) {
    Shell shell = Shell.run(line.split(" ", -1));

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.out()).isEmpty();
  }
}
