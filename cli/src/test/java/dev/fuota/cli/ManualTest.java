package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.manual.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The manual and the completion have every command there is. */
class ManualTest {

  @Test
  void everyCommandHasAPageThatNamesItsOptionsAndTheCommandsBelow() {
    CommandLine whole = Fuota.whole(Shell.console());
    check(whole, "fuota", ManPage.all(whole, "fuota"));
  }

  private static void check(CommandLine command, String name, Map<String, String> pages) {
    assertThat(pages).containsKey(name);
    String page = pages.get(name);
    assertThat(page).as(name).contains(".SH \"NAME\"", ".SH \"DESCRIPTION\"", "EXIT STATUS");
    for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
      assertThat(option.description()).as(name + " " + option.longestName()).isNotEmpty();
      assertThat(page).contains(option.longestName().replace("-", "\\-"));
    }
    command
        .getSubcommands()
        .forEach(
            (below, child) -> {
              assertThat(page).contains("\\fB" + (name + "-" + below).replace("-", "\\-"));
              check(child, name + "-" + below, pages);
            });
  }

  @Test
  void thePagesAreWrittenIntoAFolder(@TempDir Path folder) throws IOException {
    Path made = folder.resolve("man1");
    assertThat(Shell.run("generate-man-pages", made.toString()).exit()).isZero();
    assertThat(Files.readString(made.resolve("fuota-fleet-run.1"))).contains("SCENARIO");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(Shell.run("generate-man-pages", file.toString()).exit()).isEqualTo(2);
  }

  @Test
  void completionKnowsCommandsOfCommands() {
    String script = Shell.run("generate-completion").out();
    assertThat(script).startsWith("#!").contains("_picocli_fuota_fleet_run", "--print-config");
  }
}
