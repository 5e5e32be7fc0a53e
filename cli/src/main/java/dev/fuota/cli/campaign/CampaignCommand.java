package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Versions;
import picocli.CommandLine.Command;

/** {@code fuota campaign}: what the server's page does, from the command line. */
@Command(
    name = "campaign",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description =
        "Makes, starts and watches the campaigns of a running fuota server, over its HTTP interface.",
    subcommands = {
      CampaignCreateCommand.class,
      CampaignPlanCommand.class,
      CampaignListCommand.class,
      CampaignShowCommand.class,
      CampaignWatchCommand.class,
      CampaignStartCommand.class,
      CampaignAbortCommand.class,
      CampaignDevicesCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit code 0 if it was done; of watch: if the success threshold was reached. 1 if the campaign"
          + " failed or was aborted. 2 if the server refuses it or cannot be reached."
    })
public final class CampaignCommand {}
