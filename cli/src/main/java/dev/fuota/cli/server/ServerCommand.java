package dev.fuota.cli.server;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.Interruption;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.monitor.MonitorSettings;
import dev.fuota.settings.SettingProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fuota server}. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Runs campaigns: on network servers of its own, for gateways that speak Semtech's UDP protocol,"
          + " and on a ChirpStack v4. Campaigns are made on its page, whose address it prints, or by"
          + " fuota campaign.",
      "With --simulate, devices and gateways are simulated in the same process, as fast as you like."
          + " Ctrl-C ends it in order; with a data base it goes on where it was, however it ended."
          + " With --json each event is a line of its own."
    })
public final class ServerCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "The server's file, in YAML.")
  private @Nullable Path config;

  @Option(
      names = "--print-config",
      description = "Print a file to begin with, with every parameter of a campaign, and end.")
  private boolean printConfig;

  @Option(
      names = "--simulate",
      paramLabel = "SCENARIO",
      description =
          "Serve the fleet of this scenario, in this process. Of --config only http and defaults"
              + " count; nothing is kept.")
  private @Nullable Path scenario;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "With --simulate: so many times as fast as real, or max. Default: ${DEFAULT-VALUE}.")
  private String speed = "";

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public ServerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (printConfig) {
      console.out().print(ServerTemplate.text());
      console.out().flush();
      return Exit.DONE;
    }
    try {
      return scenario != null ? simulate(scenario) : serve();
    } catch (SettingProblem problem) {
      throw new InputProblem("SETTINGS_INVALID", String.valueOf(problem.getMessage()));
    }
  }

  private int serve() {
    if (config == null) {
      throw new InputProblem(
          "USAGE",
          "--config FILE is missing; fuota server --print-config prints one, and fuota server"
              + " --simulate needs none");
    }
    ServerSettings settings = ServerFile.read(config, console);
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        ServerStores stores = ServerStores.open(settings.database())) {
      ServerLines lines = new ServerLines(console, output.json());
      return run(
          ServedNetworks.server(settings, stores, loop, lines, console), loop, lines, () -> {});
    }
  }

  private int simulate(Path file) {
    double times = SimulatedServer.speed(speed);
    MonitorSettings http = HttpFile.USUAL;
    Map<String, String> defaults = Map.of();
    if (config != null) {
      ServerSettings settings = ServerFile.read(config, console);
      http = settings.http();
      defaults = settings.defaults();
    }
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now())) {
      ServerLines lines = new ServerLines(console, output.json());
      SimulatedServer simulated = SimulatedServer.of(file, loop);
      ServerRun server = simulated.server(http, defaults, loop);
      return run(
          server, loop, lines, () -> simulated.start(loop, times, new SlowerLines(lines, loop)));
    }
  }

  private int run(ServerRun server, EventLoop loop, ServerLines lines, Runnable whenReady) {
    try (server;
        ProgressView progress = output.progress(console, "server");
        Interruption interruption = Interruption.of(loop::stop)) {
      ServerWatch watch = new ServerWatch(server, loop, lines, progress, whenReady);
      watch.begin();
      loop.run();
      server
          .problem()
          .ifPresent(
              problem -> {
                throw problem;
              });
      watch.end();
      interruption.done();
      return Exit.DONE;
    }
  }
}
