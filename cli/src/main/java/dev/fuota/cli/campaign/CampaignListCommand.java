package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.TextTable;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code fuota campaign list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Lists the campaigns of the server.")
public final class CampaignListCommand implements Callable<Integer> {
  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public CampaignListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    JsonNode campaigns = service.client(console).get("/campaigns");
    if (output.json()) {
      JsonText.print(console, JsonText.object().put("ok", true).set("campaigns", campaigns));
      return Exit.DONE;
    }
    TextTable table = new TextTable("rlllrrr");
    table.row("id", "name", "state", "stage", "devices", "succeeded", "failed");
    for (JsonNode one : campaigns) {
      table.row(
          one.path("id").asString(),
          one.path("name").asString(),
          CampaignText.state(one),
          one.path("stage").asString(""),
          one.path("devices").asString(),
          one.path("succeeded").asString(),
          one.path("failed").asString());
    }
    table.lines().forEach(console.out()::println);
    console.out().flush();
    return Exit.DONE;
  }
}
