package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fuota fleet show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Prints a scenario that comes with the product, to read it or to begin a file with.",
      "With .broken behind the name, its twin: broken on purpose, to see an expectation fail."
    })
public final class FleetShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "As fuota fleet list shows it.")
  private String name = "";

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public FleetShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String text = ScenarioArgument.text(Path.of(name), "fleet show");
    if (output.json()) {
      JsonText.print(
          console, JsonText.object().put("ok", true).put("name", name).put("yaml", text));
    } else {
      console.out().print(text);
    }
    return Exit.DONE;
  }
}
