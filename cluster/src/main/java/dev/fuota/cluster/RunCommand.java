package dev.fuota.cluster;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.fleet.cell.CellRunner;
import dev.fuota.fleet.cell.FleetHead;
import dev.fuota.fleet.live.LivePart;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.ResultProblem;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.ReadyScenarios;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota-cluster run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Runs a scenario on the nodes of a cluster; the result is, octet for octet, that of fuota"
          + " fleet run.",
      "The cells of a node that is lost run again on the others."
    },
    footer = {
      "",
      "Exit code 0 only if all is as the scenario expects.",
      "",
      "For example:",
      "  fuota-cluster run city.yaml --join 127.0.0.1:7001 --report out"
    })
final class RunCommand implements Callable<Integer> {
  /** A message carries it. */
  private static final int JOB_MAX = 4 << 20;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario, in YAML, or the name of one that comes with the product.")
  private Path scenario = Path.of("");

  @Mixin private ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Cells that this process runs, too. Default: none, only nodes do.")
  private int threads;

  @Option(names = "--seed", paramLabel = "SEED", description = "Another seed than the scenario's.")
  private @Nullable Long seed;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Folder for index.html and result.json.")
  private @Nullable Path report;

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  private boolean json;

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (threads < 0 || threads > ClusterOptions.THREADS_MAX) {
      throw new InputProblem(
          "BAD_VALUE", "--threads is " + threads + ", not within 0.." + ClusterOptions.THREADS_MAX);
    }
    if (!options.joins() && threads == 0) {
      throw new InputProblem(
          "NO_NODES", "nobody would run the cells: --join a node, or give --threads");
    }
    RunOutput output = new RunOutput(console, json, Optional.ofNullable(report));
    output.prepare();
    Job job = pack();
    Scenario read = job.scenario();
    int all = new CellRunner(read).cells();
    if (read.network().isPresent()) {
      divide(read, all);
      job = job.live(UUID.randomUUID().toString());
    }
    AtomicReference<Runnable> stop = new AtomicReference<>();
    try (Ending ending = Ending.of(() -> stopped(stop))) {
      RunEnd end = run(options.settings(threads), job, all, stop);
      end.refusal().ifPresent(it -> console.err().println("fuota-cluster: " + it));
      FleetResult result = result(read, all, end.cells());
      boolean ok = output.print(read, result);
      return ok && end.refusal().isEmpty() && !ending.isAsked() ? Exit.DONE : Exit.FAILED;
    }
  }

  private static void divide(Scenario live, int parts) {
    try {
      LivePart.of(live, new Shard(0, parts));
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("NOT_DIVIDED", String.valueOf(refused.getMessage()));
    }
  }

  private static boolean stopped(AtomicReference<Runnable> stop) {
    Runnable how = stop.get();
    if (how != null) {
      how.run();
    }
    return how != null;
  }

  private RunEnd run(ClusterSettings settings, Job job, int all, AtomicReference<Runnable> stop)
      throws InterruptedException {
    CompletableFuture<RunEnd> end = new CompletableFuture<>();
    try (ClusterNode node = ClusterNode.join(settings)) {
      ActorRef<RunMessage> lead =
          node.spawn(Lead.create(job, all, node.way(job), watcher(), end::complete), "run");
      stop.set(() -> lead.tell(RunMessage.Stop.INSTANCE));
      node.whenEnded(
          () -> end.complete(new RunEnd(List.of(), Optional.of("the cluster let this run go"))));
      return end.join();
    } catch (ClusterNode.Problem problem) {
      throw new InputProblem("NOT_JOINED", String.valueOf(problem.getMessage()));
    }
  }

  private RunWatcher watcher() {
    return new RunWatcher() {
      @Override
      public void onCells(int done, int all) {
        console.err().println("cells: " + done + " of " + all);
      }

      @Override
      public void onNode(String sentence) {
        console.err().println(sentence);
      }
    };
  }

  private static FleetResult result(Scenario scenario, int all, List<FleetResult> cells) {
    try {
      return cells.isEmpty()
          ? new FleetResult(FleetHead.of(scenario, Shard.ALL, all, false), List.of())
          : FleetResult.merge(cells);
    } catch (ResultProblem problem) {
      throw new InputProblem(problem.code(), String.valueOf(problem.getMessage()));
    }
  }

  private Job pack() {
    String text =
        ready().orElseGet(() -> new String(octets(scenario).toArray(), StandardCharsets.UTF_8));
    if (!ScenarioFile.isOne(text)) {
      throw new InputProblem(
          "NOT_IN_CELLS", scenario + " is no LoRaWAN scenario; use fuota fleet run");
    }
    try {
      Job job =
          Job.pack(
              ClusterOptions.version(),
              scenario.toString(),
              text,
              name -> octets(scenario.resolveSibling(name)),
              Optional.ofNullable(seed));
      if (JobOctets.of(job).length > JOB_MAX) {
        throw new InputProblem(
            "FILE_TOO_LARGE", scenario + " and its files have more than " + JOB_MAX + " octets");
      }
      return job;
    } catch (SettingProblem problem) {
      throw new InputProblem("SCENARIO_BAD", String.valueOf(problem.getMessage()));
    }
  }

  /** The text of a scenario that comes with the product, unless there is a file of that name. */
  private Optional<String> ready() {
    return Files.exists(scenario)
        ? Optional.empty()
        : ReadyScenarios.named(scenario.toString()).map(ReadyScenarios.Ready::yaml);
  }

  private static Bytes octets(Path file) {
    try {
      if (Files.size(file) > JOB_MAX) {
        throw new InputProblem("FILE_TOO_LARGE", file + " has more than " + JOB_MAX + " octets");
      }
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InputProblem("FILE_MISSING", file + " cannot be read (" + e.getMessage() + ")");
    }
  }
}
