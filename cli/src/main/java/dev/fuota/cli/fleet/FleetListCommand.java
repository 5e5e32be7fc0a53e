package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.fleet.scenario.ReadyScenarios;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota fleet list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Lists the scenarios that come with the product: ways in which updates over the air fail.",
      "fuota fleet run takes their names in place of a file, and with .broken behind a name runs a"
          + " twin that is broken on purpose and misses one expectation."
    })
public final class FleetListCommand implements Callable<Integer> {
  private static final int WIDTH = 96;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public FleetListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (output.json()) {
      JsonText.print(console, json());
      return Exit.DONE;
    }
    for (ReadyScenarios.Ready ready : ReadyScenarios.all()) {
      console.out().println(output.style(console).strong(ready.name()));
      print(ready.paragraph());
    }
    return Exit.DONE;
  }

  private static ObjectNode json() {
    ObjectNode document = JsonText.object().put("ok", true);
    ArrayNode list = document.putArray("scenarios");
    for (ReadyScenarios.Ready ready : ReadyScenarios.all()) {
      list.addObject()
          .put("name", ready.name())
          .put("paragraph", ready.paragraph())
          .put("brokenTwinMisses", ready.missed());
    }
    return document;
  }

  private void print(String paragraph) {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
        console.out().println("  " + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    console.out().println("  " + line);
  }
}
