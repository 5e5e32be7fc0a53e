package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.fleet.live.LiveFleet;
import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.lorawan.LorawanFleet;
import dev.fuota.fleet.lorawan.LorawanResult;
import dev.fuota.fleet.lorawan.LorawanRun;
import dev.fuota.fleet.lorawan.PairedServer;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.report.Say;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code fuota fleet run} does with a scenario of LoRaWAN devices. */
final class LorawanFleetCommand {
  private static final Duration VIRTUAL_LOOK = Duration.ofSeconds(10);

  private final Console console;
  private final OutputOptions output;

  LorawanFleetCommand(Console console, OutputOptions output) {
    this.console = console;
    this.output = output;
  }

  /** The scenario in a file; files that it names lie beside it. */
  static Scenario read(Path file, String text) {
    try {
      return ScenarioFile.read(
          file.toString(), text, name -> utf8(file.resolveSibling(name), "keys"));
    } catch (SettingProblem problem) {
      throw new InputProblem("SCENARIO_BAD", String.valueOf(problem.getMessage()));
    }
  }

  static String utf8(Path file, String option) {
    return new String(InputFile.read(file, option).toArray(), StandardCharsets.UTF_8);
  }

  int run(Scenario scenario) {
    LorawanResult result =
        scenario.network().isPresent()
            ? inRealTime(scenario, scenario.network().get())
            : inVirtualTime(scenario);
    return result.ok() ? Exit.DONE : Exit.FAILED;
  }

  private LorawanResult inVirtualTime(Scenario scenario) {
    Simulation simulation = new Simulation(scenario.seed());
    LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation));
    new PairedServer(fleet);
    LorawanResult result;
    try (ProgressView view = output.progress(console, "fleet")) {
      result =
          new LorawanRun(fleet, VIRTUAL_LOOK, watcher(scenario, simulation, view))
              .run(Optional.empty());
    }
    print(result);
    return result;
  }

  private LorawanResult inRealTime(Scenario scenario, URI network) {
    EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
    try (LiveFleet live = LiveFleet.open(scenario, network, loop);
        Interruption interruption = Interruption.of(live::stop)) {
      LorawanResult result;
      try (ProgressView view = output.progress(console, "fleet")) {
        result = live.run(watcher(scenario, live.fleet().pace().simulation(), view));
      }
      print(result); // what was reached until Ctrl-C, too
      interruption.done();
      return result;
    } catch (IOException e) {
      throw new InputProblem(
          "NETWORK_UNREACHABLE", network + " cannot be used (" + e.getMessage() + ")");
    }
  }

  private static Consumer<FleetFigures> watcher(
      Scenario scenario, Simulation simulation, ProgressView view) {
    Instant began = simulation.instant();
    double longest = scenario.until().longest().toMillis();
    return figures -> {
      long millis = Duration.between(began, simulation.instant()).toMillis();
      view.show(Math.max(share(scenario, figures), millis / longest), line(figures, millis));
    };
  }

  /** Of what the run waits for. */
  private static double share(Scenario scenario, FleetFigures figures) {
    if (!scenario.until().updated() && !scenario.until().joined()) {
      return 0;
    }
    int is = scenario.until().updated() ? figures.updated() : figures.joined();
    return (double) is / figures.devices();
  }

  private static String line(FleetFigures figures, long millis) {
    return String.format(
        Locale.ROOT,
        "%d of %d joined, %d uplinks (%d heard), %d downlinks, %d fragments, %d updated, %s",
        figures.joined(),
        figures.devices(),
        figures.air().uplinks(),
        figures.air().uplinksHeard(),
        figures.air().downlinks(),
        figures.fragments(),
        figures.updated(),
        Say.clock(millis / 1000.0));
  }

  private void print(LorawanResult result) {
    if (output.json()) {
      JsonText.print(console, LorawanFleetView.json(result));
    } else {
      LorawanFleetView.lines(result, output.style(console)).forEach(console.out()::println);
    }
  }
}
