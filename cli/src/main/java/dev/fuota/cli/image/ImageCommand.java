package dev.fuota.cli.image;

import dev.fuota.cli.console.Versions;
import picocli.CommandLine.Command;

/** {@code fuota image}: firmware images. */
@Command(
    name = "image",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Makes, signs, checks and shows firmware images in MCUboot's format.",
    subcommands = {
      ImageKeygenCommand.class,
      ImageCreateCommand.class,
      ImageSignCommand.class,
      ImageVerifyCommand.class,
      ImageInspectCommand.class,
      ImageDeltaCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class ImageCommand {}
