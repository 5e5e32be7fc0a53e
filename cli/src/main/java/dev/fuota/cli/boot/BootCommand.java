package dev.fuota.cli.boot;

import dev.fuota.cli.console.Versions;
import picocli.CommandLine.Command;

/** {@code fuota boot}: what the bootloader does. */
@Command(
    name = "boot",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Runs the bootloader.",
    subcommands = {BootRunCommand.class, BootInspectCommand.class, BootTortureCommand.class},
    synopsisSubcommandLabel = "COMMAND")
public final class BootCommand {}
