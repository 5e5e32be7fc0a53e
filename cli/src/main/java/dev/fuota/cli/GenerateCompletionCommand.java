package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.Versions;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code fuota generate-completion}. */
@Command(
    name = "generate-completion",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Prints what completes this command line in bash and zsh.",
      "To use it in this shell: source <(fuota generate-completion)"
    })
final class GenerateCompletionCommand implements Callable<Integer> {
  private final Console console;

  GenerateCompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(AutoComplete.bash("fuota", Fuota.whole(console)));
    return Exit.DONE;
  }
}
