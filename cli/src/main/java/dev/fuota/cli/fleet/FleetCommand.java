package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Versions;
import picocli.CommandLine.Command;

/** {@code fuota fleet}: many devices at once, as a file describes them. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Fleets of devices that a scenario describes, and what becomes of them.",
    subcommands = {
      FleetRunCommand.class,
      FleetReplayCommand.class,
      FleetCompareCommand.class,
      FleetListCommand.class,
      FleetShowCommand.class,
      FleetSchemaCommand.class,
      FleetDevicesCommand.class,
      FleetMergeCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class FleetCommand {}
