package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.Interruption;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.fleet.cell.CellRunner;
import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.live.LiveFleet;
import dev.fuota.fleet.live.LivePart;
import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.report.Say;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What {@code fuota fleet run} does with a scenario of LoRaWAN devices. */
public final class LorawanFleetCommand {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private final Console console;
  private final OutputOptions output;
  private final ResultFiles files;

  public LorawanFleetCommand(Console console, OutputOptions output, ResultFiles files) {
    this.console = console;
    this.output = output;
    this.files = files;
  }

  /** The scenario in a file; files that it names lie beside it. */
  public static Scenario read(Path file, String text) {
    try {
      return ScenarioFile.read(
          file.toString(),
          text,
          name -> utf8(file.resolveSibling(name), "keys"),
          name -> InputFile.read(file.resolveSibling(name), "image"));
    } catch (SettingProblem problem) {
      throw new InputProblem("SCENARIO_BAD", String.valueOf(problem.getMessage()));
    }
  }

  static String utf8(Path file, String option) {
    return new String(InputFile.read(file, option).toArray(), StandardCharsets.UTF_8);
  }

  /**
   * Runs it.
   *
   * @param threads for its cells
   * @param shard which of them
   */
  int run(Scenario scenario, int threads, Shard shard) {
    files.prepare();
    if (scenario.network().isEmpty()) {
      return inVirtualTime(scenario, threads, shard);
    }
    return inRealTime(scenario, part(scenario, shard), scenario.network().get());
  }

  private int inVirtualTime(Scenario scenario, int threads, Shard shard) {
    int all = new CellRunner(scenario).cells();
    int cells = (all - shard.index() + shard.of() - 1) / shard.of();
    AtomicBoolean stopped = new AtomicBoolean();
    try (Interruption interruption = Interruption.of(() -> stopped.set(true))) {
      FleetResult result;
      try (ProgressView view = output.progress(console, "fleet")) {
        CellsProgress progress = new CellsProgress(scenario, cells, view);
        result = new FleetRunner(scenario, threads, shard, progress, stopped::get).run();
      }
      FleetOutcome outcome = FleetOutcome.of(result);
      int exit = end(outcome, scenario); // with what was reached until Ctrl-C, too
      interruption.done();
      return exit;
    }
  }

  private static LivePart part(Scenario scenario, Shard shard) {
    try {
      return LivePart.of(scenario, shard);
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("NOT_DIVIDED", String.valueOf(refused.getMessage()));
    }
  }

  private int inRealTime(Scenario scenario, LivePart part, URI network) {
    EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
    try (LiveFleet live = LiveFleet.open(part, network, loop);
        Interruption interruption = Interruption.of(live::stop)) {
      FleetResult result;
      try (ProgressView view = output.progress(console, "fleet")) {
        result = live.run(LOOK, watcher(live, view));
      }
      FleetOutcome outcome = FleetOutcome.of(result, live.lag(), live.ledger());
      int exit = end(outcome, scenario);
      interruption.done();
      return exit;
    } catch (IOException e) {
      throw new InputProblem(
          "NETWORK_UNREACHABLE", network + " cannot be used (" + e.getMessage() + ")");
    }
  }

  private int end(FleetOutcome outcome, Scenario scenario) {
    outcome.print(console, output);
    int exit = outcome.ok() ? Exit.DONE : Exit.FAILED;
    return ResultFiles.save(console, exit, () -> files.write(scenario, outcome.result()));
  }

  private static Consumer<FleetFigures> watcher(LiveFleet live, ProgressView view) {
    Scenario scenario = live.fleet().scenario();
    Instant began = live.fleet().pace().simulation().instant();
    double longest = scenario.until().longest().toMillis();
    return figures -> {
      Instant now = live.fleet().pace().simulation().instant();
      long millis = Duration.between(began, now).toMillis();
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
}
