package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.Interruption;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.cli.io.ReportFolder;
import dev.fuota.fleet.msu.MsuFleet;
import dev.fuota.fleet.msu.MsuFleetResult;
import dev.fuota.fleet.msu.MsuGround;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.fleet.msu.MsuScenarioFile;
import dev.fuota.fleet.msu.SocketGround;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.fleet.msu.report.FleetFiles;
import dev.fuota.fleet.msu.report.FleetPage;
import dev.fuota.fleet.msu.report.FleetSummary;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.settings.SettingProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota fleet run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Runs a scenario: LoRaWAN devices on the built-in network server or on a real one, or a"
          + " server that updates its clients by Mass Software Upgrade.",
      "In virtual time thousands of clients take seconds, and the same seed gives the same figures;"
          + " in real time tens of them use sockets of this machine, on its loopback interface."
    },
    footer = {"", "Exit code 0 only if all is as the scenario expects."})
public final class FleetRunCommand implements Callable<Integer> {
  /** More would need more than the threads and buffers of one process. */
  private static final int SOCKET_CLIENTS_MAX = 100;

  private static final int THREADS_MAX = 1_000;
  private static final Pattern SHARE = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
  private static final String PAGE = "index.html";
  private static final String DOCUMENT = "result.json";

  @Parameters(paramLabel = "SCENARIO", description = "A scenario, in YAML.")
  private Path scenario = Path.of("");

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Folder for index.html and result.json; of LoRaWAN, junit.xml, too.")
  private @Nullable Path report;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Where results go for a CI server, as JUnit's XML.")
  private @Nullable Path junit;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads run cells of a LoRaWAN fleet; no result depends on it."
              + " Default: one a processor.")
  private int threads;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Run only this share of the cells of a LoRaWAN fleet, 0/4 to 3/4 being quarters;"
              + " fuota fleet merge puts the results together. In real time: this share of the"
              + " devices, with gateways of its own.")
  private @Nullable String shard;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Another seed than the LoRaWAN scenario's.")
  private @Nullable Long seed;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public FleetRunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String text = ScenarioArgument.text(scenario, "fleet run");
    ResultFiles files =
        new ResultFiles(
            scenario.toString(), Optional.ofNullable(report), Optional.ofNullable(junit));
    if (ScenarioFile.isOne(text)) {
      return new LorawanFleetCommand(console, output, files)
          .run(lorawan(text), threads(), shard == null ? Shard.ALL : share(shard));
    }
    MsuScenario read = read(text);
    files.prepare();
    AtomicBoolean stopped = new AtomicBoolean();
    try (Interruption interruption = Interruption.of(() -> stopped.set(true))) {
      FleetSummary summary =
          read.clock() == MsuScenario.Clock.VIRTUAL
              ? run(read, new VirtualGround(read.seed()), stopped::get)
              : runOnSockets(read, stopped::get);
      print(summary);
      int exit = summary.ok() ? Exit.DONE : Exit.FAILED;
      exit = ResultFiles.save(console, exit, () -> write(summary)); // also after Ctrl-C
      interruption.done();
      return exit;
    }
  }

  private Scenario lorawan(String text) {
    Scenario read = LorawanFleetCommand.read(scenario, text);
    return seed == null ? read : read.withSeed(seed);
  }

  private int threads() {
    if (threads < 0 || threads > THREADS_MAX) {
      throw new InputProblem("THREADS_BAD", "--threads is 1 to " + THREADS_MAX);
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private static Shard share(String text) {
    Matcher parts = SHARE.matcher(text);
    if (parts.matches()) {
      int index = Integer.parseInt(parts.group(1));
      int of = Integer.parseInt(parts.group(2));
      if (of >= 1 && of <= Shard.MAX && index < of) {
        return new Shard(index, of);
      }
    }
    throw new InputProblem(
        "SHARE_BAD",
        "--shard " + text + " is no share; 0/4 to 3/4 are the four quarters of a fleet");
  }

  private MsuScenario read(String text) {
    try {
      return MsuScenarioFile.read(scenario.toString(), text);
    } catch (SettingProblem problem) {
      throw new InputProblem("SCENARIO_BAD", String.valueOf(problem.getMessage()));
    }
  }

  private FleetSummary runOnSockets(MsuScenario read, BooleanSupplier stop) {
    if (read.count() > SOCKET_CLIENTS_MAX) {
      throw new InputProblem(
          "TOO_MANY_CLIENTS",
          read.count()
              + " clients on real sockets are too many, "
              + SOCKET_CLIENTS_MAX
              + " is the limit; take clock: virtual");
    }
    String loopback =
        Interfaces.loopback()
            .orElseThrow(
                () -> new InputProblem("NO_LOOPBACK", "this machine has no loopback interface"))
            .name();
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        SocketGround ground = new SocketGround(loop, loopback, read.seed())) {
      return run(read, ground, stop);
    } catch (IllegalStateException refused) {
      throw new InputProblem(
          "SOCKET_REFUSED", loopback + " gives no socket (" + refused.getMessage() + ")");
    }
  }

  private FleetSummary run(MsuScenario read, MsuGround ground, BooleanSupplier stop) {
    try (ProgressView view = output.progress(console, "fleet")) {
      FleetProgress progress = new FleetProgress(read, ground.clock(), view);
      MsuFleetResult result = new MsuFleet(read, ground, progress).run(stop);
      return FleetSummary.of(result, progress.log());
    }
  }

  private void write(FleetSummary summary) {
    if (report != null) {
      ReportFolder.write(report, DOCUMENT, FleetFiles.json(summary));
      ReportFolder.write(report, PAGE, FleetPage.of(summary));
      if (!output.json()) {
        console.out().println("report: " + report.resolve(PAGE));
      }
    }
    if (junit != null) {
      ResultFiles.writeJunit(junit, FleetFiles.junit(summary));
    }
  }

  private void print(FleetSummary summary) {
    if (output.json()) {
      ObjectNode document = FleetFiles.tree(summary);
      if (!summary.ok()) {
        JsonText.putError(document, "NOT_AS_EXPECTED", summary.summary());
      }
      JsonText.print(console, document);
      return;
    }
    FleetView.lines(summary, output.style(console)).forEach(console.out()::println);
  }
}
