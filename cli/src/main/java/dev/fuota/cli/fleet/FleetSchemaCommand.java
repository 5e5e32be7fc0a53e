package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.Versions;
import dev.fuota.fleet.scenario.ReadyScenarios;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code fuota fleet schema}. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Prints the JSON schema of LoRaWAN scenarios. An editor that knows YAML completes and checks"
          + " a scenario with it if this is its first line:",
      "# yaml-language-server: $$schema=FILE"
    })
public final class FleetSchemaCommand implements Callable<Integer> {
  private final Console console;

  public FleetSchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(ReadyScenarios.schema());
    return Exit.DONE;
  }
}
