package dev.fuota.cli.msu;

import dev.fuota.cli.console.Versions;
import picocli.CommandLine.Command;

/** {@code fuota msu}: files for many devices on a local network. */
@Command(
    name = "msu",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description =
        "Mass Software Upgrade: sends files to many devices at once, or is such a device.",
    subcommands = {
      MsuSendCommand.class,
      MsuReceiveCommand.class,
      MsuDiscoverCommand.class,
      MsuAbortCommand.class,
      MsuCommissionCommand.class,
      MsuSignCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class MsuCommand {}
