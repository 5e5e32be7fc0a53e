package dev.fuota.cli.agent;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.device.config.AgentFile;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fuota agent}. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    subcommands = AgentStatusCommand.class,
    description = {
      "Is one device, for as long as it runs: it takes firmware updates by LoRaWAN, over a radio, a"
          + " modem or a virtual gateway, or by MSU from a local network, and installs them by what"
          + " its settings name.",
      "Its flash is a file: stopped or killed at any moment, it goes on where it was."
    },
    footer = {
      "",
      "For example:",
      "  fuota agent --print-config waveshare-sx1262 > agent.yaml",
      "  fuota agent --config agent.yaml"
    })
public final class AgentCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "What the device is, in YAML.")
  private @Nullable Path config;

  @Option(
      names = "--print-config",
      arity = "0..1",
      fallbackValue = "gateway",
      paramLabel = "KIND",
      description =
          "Print a file for --config, and end. KIND is gateway, radio, modem, msu, or the name of a"
              + " board or modem; without it, gateway.")
  private @Nullable String template;

  @Option(names = "--json", description = "Log as JSON, one object a line.")
  private boolean json;

  private final Console console;

  public AgentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (template != null) {
      console.out().print(AgentTemplate.of(template));
      return Exit.DONE;
    }
    if (config == null) {
      throw new InputProblem(
          "CONFIG_NEEDED", "name a file with --config; --print-config makes one");
    }
    return AgentRun.run(read(config), json, console);
  }

  private AgentFile read(Path file) {
    try {
      return AgentFile.read(file, console.environment());
    } catch (SettingProblem problem) {
      throw new InputProblem("CONFIG_BAD", String.valueOf(problem.getMessage()));
    } catch (NoSuchFileException e) {
      throw new InputProblem("CONFIG_MISSING", "there is no file " + file);
    } catch (IOException e) {
      throw new InputProblem(
          "CONFIG_UNREADABLE", file + " cannot be read; check its owner and permissions");
    }
  }
}
