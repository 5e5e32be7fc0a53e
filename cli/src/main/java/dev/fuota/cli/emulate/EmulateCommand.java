package dev.fuota.cli.emulate;

import dev.fuota.cli.console.Versions;
import picocli.CommandLine.Command;

/** {@code fuota emulate}: what is usually at the other end of a serial line. */
@Command(
    name = "emulate",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Is what is usually at the other end of a serial line, on a pseudo-terminal.",
    subcommands = {EmulateModemCommand.class, EmulateTargetCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class EmulateCommand {}
