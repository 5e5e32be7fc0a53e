package dev.fuota.cluster;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fuota-cluster node}. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Runs cells for whoever asks in the cluster, until it is ended.",
      "The first node begins the cluster; all others join it."
    },
    footer = {
      "",
      "For example:",
      "  fuota-cluster node --listen 127.0.0.1:7001",
      "  fuota-cluster node --join 127.0.0.1:7001"
    })
final class NodeCommand implements Callable<Integer> {
  @Mixin private ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Cells at the same time. Default: one a processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  private final Console console;

  NodeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (threads < 1 || threads > ClusterOptions.THREADS_MAX) {
      throw new InputProblem(
          "BAD_VALUE", "--threads is " + threads + ", not within 1.." + ClusterOptions.THREADS_MAX);
    }
    ClusterSettings settings = options.settings(threads);
    try (ClusterNode node = ClusterNode.join(settings);
        Ending ending =
            Ending.of(
                () -> {
                  node.leave();
                  return true;
                })) {
      console.out().println("node " + node.listen() + ", threads: " + threads);
      console.out().flush();
      node.await();
      if (!ending.isAsked()) {
        console
            .err()
            .println("fuota-cluster: the other nodes took this one for lost; start it again");
        return Exit.FAILED;
      }
      return Exit.DONE;
    } catch (ClusterNode.Problem problem) {
      throw new InputProblem("NOT_JOINED", String.valueOf(problem.getMessage()));
    }
  }
}
