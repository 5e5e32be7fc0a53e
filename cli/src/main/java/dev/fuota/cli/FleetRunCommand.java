package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
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
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
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
final class FleetRunCommand implements Callable<Integer> {
  /** More would need more than the threads and buffers of one process. */
  private static final int SOCKET_CLIENTS_MAX = 100;

  private static final String PAGE = "index.html";
  private static final String DOCUMENT = "result.json";

  @Parameters(paramLabel = "SCENARIO", description = "A scenario, in YAML.")
  private Path scenario = Path.of("");

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Folder for index.html and result.json.")
  private @Nullable Path report;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Where results go for a CI server, as JUnit's XML.")
  private @Nullable Path junit;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  FleetRunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String text = ScenarioArgument.text(scenario, "fleet run");
    if (ScenarioFile.isOne(text)) {
      refuseFiles();
      return new LorawanFleetCommand(console, output).run(LorawanFleetCommand.read(scenario, text));
    }
    MsuScenario read = read(text);
    if (report != null) {
      ReportFolder.prepare(report);
    }
    FleetSummary summary =
        read.clock() == MsuScenario.Clock.VIRTUAL
            ? run(read, new VirtualGround(read.seed()))
            : runOnSockets(read);
    write(summary);
    print(summary);
    return summary.ok() ? Exit.DONE : Exit.FAILED;
  }

  private void refuseFiles() {
    if (report != null || junit != null) {
      throw new InputProblem(
          "NO_FILES", "a LoRaWAN scenario writes no report and no JUnit file; take --json");
    }
  }

  private MsuScenario read(String text) {
    try {
      return MsuScenarioFile.read(scenario.toString(), text);
    } catch (SettingProblem problem) {
      throw new InputProblem("SCENARIO_BAD", String.valueOf(problem.getMessage()));
    }
  }

  private FleetSummary runOnSockets(MsuScenario read) {
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
      return run(read, ground);
    } catch (IllegalStateException refused) {
      throw new InputProblem(
          "SOCKET_REFUSED", loopback + " gives no socket (" + refused.getMessage() + ")");
    }
  }

  private FleetSummary run(MsuScenario read, MsuGround ground) {
    try (ProgressView view = output.progress(console, "fleet")) {
      FleetProgress progress = new FleetProgress(read, ground.clock(), view);
      MsuFleetResult result = new MsuFleet(read, ground, progress).run();
      return FleetSummary.of(result, progress.log());
    }
  }

  private void write(FleetSummary summary) {
    if (report != null) {
      try {
        Files.writeString(report.resolve(DOCUMENT), FleetFiles.json(summary));
        Files.writeString(report.resolve(PAGE), FleetPage.of(summary));
      } catch (IOException e) {
        throw ReportFolder.problem(report, e);
      }
    }
    if (junit != null) {
      try {
        Files.writeString(junit, FleetFiles.junit(summary));
      } catch (IOException e) {
        throw new InputProblem(
            "JUNIT_NOT_WRITABLE", junit + " cannot be written (" + e.getMessage() + ")");
      }
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
    if (report != null) {
      console.out().println("report: " + report.resolve(PAGE));
    }
  }
}
