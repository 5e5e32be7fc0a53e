package dev.fuota.cli.server;

import dev.fuota.monitor.metrics.NetworkFigures;
import dev.fuota.server.service.Network;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A network while {@code fuota server} runs. All on the loop's thread. */
interface ServedNetwork extends Network, AutoCloseable {

  /**
   * Begins to hear.
   *
   * @param then is told why it cannot, or that it does
   */
  void open(Consumer<Optional<String>> then);

  /** The UDP port that gateways send to, if it has one. */
  default Optional<Integer> port() {
    return Optional.empty();
  }

  /** How it is, in one phrase. */
  String line();

  /** What it did so far, for the metrics. */
  NetworkFigures figures();

  /** What it did so far. */
  void report(ObjectNode into);

  @Override
  void close();
}
