package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota campaign create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Makes a campaign, and starts it with --start.")
public final class CampaignCreateCommand implements Callable<Integer> {
  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private CampaignRequestOptions campaign = new CampaignRequestOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--start", description = "Start it at once.")
  private boolean start;

  private final Console console;

  public CampaignCreateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ServiceClient client = service.client(console);
    JsonNode made =
        client.post(start ? "/campaigns?start=true" : "/campaigns", campaign.request(client));
    long id = made.path("id").asLong();
    if (output.json()) {
      ObjectNode document = JsonText.object().put("ok", true).put("id", id);
      JsonText.print(console, document.put("started", start));
    } else {
      String next = start ? "started; fuota campaign watch " : "not started; fuota campaign start ";
      console.out().println("campaign " + id + " " + next + id);
      console.out().flush();
    }
    return Exit.DONE;
  }
}
