package dev.fuota.cli.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.cli.console.Exit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DecodeMsuCommandTest {

  @Test
  void aDatagramIsExplainedFieldByField() {
    Shell shell =
        Shell.run("decode", "msu", "15", "0001", "10", "00000007", "03", "000000", "60020000");

    assertThat(shell.exit()).isZero();
    assertThat(shell.out().lines())
        .contains("SCM", "  12  60020000  bitmap               0x60020000, frames [2, 3, 15]");
  }

  @Test
  void aRejectedDatagramHasAReasonAndASentence() {
    Shell shell = Shell.run("decode", "msu", "15000110000000070400000060020000");

    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.out()).contains("SCM_COUNT_MISMATCH", "not the number of bits");
  }

  @Test
  void jsonHasTheNamesOfKnownAnswers() {
    Shell shell = Shell.run("decode", "msu", "--json", "16000110000000020000000500000336");

    JsonNode message = shell.json();
    assertThat(message.get("type").stringValue()).isEqualTo("CCM");
    assertThat(message.get("fields").get("chunks").toString()).isEqualTo("[5,822]");
    assertThat(message.get("ok").booleanValue()).isTrue();
  }

  @Test
  void linesOfStandardInputAreExplainedOneByOne() {
    Shell shell = Shell.piped("17000110\n00\n".getBytes(UTF_8), "decode", "msu", "--json");

    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    JsonNode second = shell.json().get("messages").get(1);
    assertThat(second.get("reason").stringValue()).isEqualTo("TRUNCATED");
    assertThat(shell.json().get("ok").booleanValue()).isFalse();
  }

  @Test
  void localCommandsAreMessagesOnlyWhereTheyComeFrom() {
    assertThat(Shell.run("decode", "msu", "f1000010").out()).contains("NOT_LOCAL");
    assertThat(Shell.run("decode", "msu", "--local", "f1000010").exit()).isZero();
  }
}
