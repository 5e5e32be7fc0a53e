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

/** {@code fuota campaign start}. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Starts a campaign that was made before.")
public final class CampaignStartCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Number of the campaign.")
  private long id;

  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public CampaignStartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    service.client(console).post("/campaigns/" + id + "/start", JsonText.object());
    if (output.json()) {
      JsonText.print(console, JsonText.object().put("ok", true).put("id", id));
    } else {
      console.out().println("campaign " + id + " started; fuota campaign watch " + id);
      console.out().flush();
    }
    return Exit.DONE;
  }
}
