package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.console.Exit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmulateCommandTest {
  private static final String NETWORK = "udp://127.0.0.1:1";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "lbm, three wires beside its serial line",
    "rak3272, rak3272 is not emulated here; did you mean rak3172",
    "la66, la66 is not emulated here",
  })
  void saysWhyAModemIsNotEmulated(String modem, String why) {
    refused(why, "emulate", "modem", modem, "--pty", "--network", NETWORK);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "--inject, thunder, no fault thunder",
    "--inject, echo@soon, echo@soon has no number of seconds",
    "--region, MARS1, no region MARS1",
    "--firmware, 3, --firmware is 4 or 5",
    "--gateway, 12x, 16 hexadecimal digits",
  })
  void saysWhichOptionIsWrong(String option, String value, String why) {
    refused(why, "emulate", "modem", "rak3172", "--pty", "--network", NETWORK, option, value);
  }

  private static void refused(String why, String... line) {
    Shell shell = Shell.run(line);
    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.err()).contains(why).hasLineCount(1);
    assertThat(shell.out()).isEmpty();
  }
}
