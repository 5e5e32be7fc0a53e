package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.fleet.replay.Replay;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.settings.SettingProblem;
import dev.fuota.settings.SettingsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota fleet replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Tells the whole story of one device of a LoRaWAN fleet: frames sent and heard, decoded;"
          + " receive windows; changes of state; work in the flash; lost power; faults that struck.",
      "The device's cell runs again alone, exactly as within the fleet."
    },
    footer = {
      "",
      "For example:",
      "  fuota fleet replay lossy-city.yaml --seed 42 --device 17",
      "  fuota fleet replay lossy-city.yaml --device 17 --until 2h --all",
      "",
      "With --json each line is a JSON document of its own."
    })
public final class FleetReplayCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario, in YAML, or the name of a ready one.")
  private Path scenario = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "N",
      required = true,
      description = "The device's number in the fleet, from 0.")
  private int device;

  @Option(names = "--seed", paramLabel = "SEED", description = "Another seed than the scenario's.")
  private @Nullable Long seed;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "End the story there, as 90s, 5min or 2h of virtual time.")
  private @Nullable String until;

  @Option(
      names = "--all",
      description =
          "Give each fragment and each operation of the flash a line of its own; else those that"
              + " belong together are summed up.")
  private boolean all;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public FleetReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Scenario read = read();
    if (device < 0 || device >= read.count()) {
      throw new InputProblem(
          "NO_DEVICE", "--device is 0 to " + (read.count() - 1) + ", not " + device);
    }
    Optional<Duration> end = Optional.ofNullable(until).map(FleetReplayCommand::duration);
    Replay replay = new Replay(read, device);
    StoryView view =
        output.json()
            ? new StoryJson(console.out())
            : new StoryText(console.out(), output.style(console));
    view.begin(read, device, replay);
    DeviceLine line = replay.tell(end, all, console.out()::checkError, view::line);
    view.end(line);
    return Exit.DONE;
  }

  private Scenario read() {
    String text = ScenarioArgument.text(scenario, "fleet replay");
    if (!ScenarioFile.isOne(text)) {
      throw new InputProblem("NOT_LORAWAN", scenario + " has no LoRaWAN devices");
    }
    Scenario read = LorawanFleetCommand.read(scenario, text);
    if (read.network().isPresent()) {
      throw new InputProblem(
          "REAL_TIME", "what happened with a real network does not happen again in the same way");
    }
    return seed == null ? read : read.withSeed(seed);
  }

  private static Duration duration(String text) {
    try {
      if (!text.matches("[0-9]+[a-z]+")) {
        throw badTime(text);
      }
      return SettingsFile.read("--until", "until: " + text).get("until").duration();
    } catch (SettingProblem problem) {
      throw badTime(text);
    }
  }

  private static InputProblem badTime(String text) {
    return new InputProblem("BAD_TIME", "--until is a time as 90s, 5min or 2h, not " + text);
  }
}
