package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FuotaTest {

  @Test
  void versionNamesProductAndJava() {
    Shell shell = Shell.run("--version");
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).contains("fuota 0.", "Commit ", "Java 1").doesNotContain("${");
    assertThat(shell.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "demo --help",
        "boot --help",
        "boot run --help",
        "decode --help",
        "fragment --help",
        "reassemble --help"
      })
  void everyCommandExplainsItself(String line) {
    Shell shell = Shell.run(line.split(" ", -1));
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).startsWith("Usage: fuota");
    assertThat(shell.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "demo --nonsense", "demo --devices many", "demo extra", "boot"})
  void wrongUsageIsOneLineAndExitCodeTwo(String line) {
    Shell shell = Shell.run(line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).startsWith("fuota: ").contains("--help");
  }

  @Test
  void eachCommandIsFoundByTheNameThatItHas() {
    CommandLine whole = Fuota.whole(Shell.console());
    assertThat(whole.getSubcommands()).hasSizeGreaterThan(10);
    whole
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandName()).isEqualTo(name);
              Shell shell = Shell.run(name, "--help");
              assertThat(shell.out()).startsWith("Usage: fuota " + name);
              assertThat(Shell.run(name, "--nonsense").err()).contains("fuota " + name + " --help");
            });
  }

  @Test
  void helpNamesEveryCommand() {
    String help = Shell.run("--help").out();
    assertThat(Fuota.whole(Shell.console()).getSubcommands().keySet())
        .allSatisfy(name -> assertThat(help).contains("  " + name));
  }

  @Test
  void wrongUsageWithJsonIsOneDocumentTooAndSaysTheSame() {
    Shell shell = Shell.run("demo", "--json", "--nonsense");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.json().get("ok").booleanValue()).isFalse();
    assertThat(shell.json().get("error").get("code").stringValue()).isEqualTo("USAGE");
    assertThat(shell.err()).contains(shell.json().get("error").get("message").stringValue());
  }
}
