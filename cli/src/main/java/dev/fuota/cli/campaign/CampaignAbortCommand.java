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
import picocli.CommandLine.Parameters;

/** {@code fuota campaign abort}. */
@Command(
    name = "abort",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Aborts a campaign; what devices have received stays there unless --delete.")
public final class CampaignAbortCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Number of the campaign.")
  private long id;

  @Option(
      names = "--delete",
      description = "Tell the devices to drop their sessions, their group and the image.")
  private boolean delete;

  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public CampaignAbortCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    service
        .client(console)
        .post("/campaigns/" + id + "/abort", JsonText.object().put("deleteOnDevices", delete));
    if (output.json()) {
      JsonText.print(console, JsonText.object().put("ok", true).put("id", id));
    } else {
      console.out().println("campaign " + id + " is being aborted; fuota campaign watch " + id);
      console.out().flush();
    }
    return Exit.DONE;
  }
}
