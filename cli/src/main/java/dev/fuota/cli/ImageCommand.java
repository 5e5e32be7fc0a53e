package dev.fuota.cli;

import picocli.CommandLine.Command;

/** {@code fuota image}: what is done with images off the device. */
@Command(
    name = "image",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Works on firmware images.",
    subcommands = ImageDeltaCommand.class,
    synopsisSubcommandLabel = "COMMAND")
final class ImageCommand {}
