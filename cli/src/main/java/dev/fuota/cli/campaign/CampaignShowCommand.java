package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code fuota campaign show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Shows one campaign: its stages, and which devices are not in it, and why.")
public final class CampaignShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Number of the campaign.")
  private long id;

  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public CampaignShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    JsonNode detail = service.client(console).get("/campaigns/" + id);
    if (output.json()) {
      JsonText.print(console, JsonText.object().put("ok", true).set("campaign", detail));
    } else {
      CampaignText.detail(detail, output.style(console)).forEach(console.out()::println);
      console.out().flush();
    }
    return Exit.DONE;
  }
}
