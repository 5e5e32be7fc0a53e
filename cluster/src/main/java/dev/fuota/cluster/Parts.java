package dev.fuota.cluster;

import dev.fuota.fleet.cell.CellRunner;
import dev.fuota.fleet.live.LiveFleet;
import dev.fuota.fleet.live.LivePart;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs parts of fleets in real time on one node, each on a thread of its own as soon as it is asked
 * for: a part that waits is late.
 */
final class Parts implements AutoCloseable {
  /** At the same time. */
  static final int MAX = 100;

  /** How often a part looks whether it is to end. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final String version;
  private final String node;
  private final ThreadPoolExecutor pool;
  private volatile boolean closed;

  /**
   * Begins nothing.
   *
   * @param version whose jobs are run
   * @param node how it is called
   */
  Parts(String version, String node) {
    this.version = version;
    this.node = node;
    this.pool =
        new ThreadPoolExecutor(
            0,
            MAX,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "part");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs a part, from now on.
   *
   * @param stop once it says yes, the part ends as it stands
   */
  CompletionStage<CellReply> run(Job job, int part, BooleanSupplier stop) {
    CompletableFuture<CellReply> reply = new CompletableFuture<>();
    try {
      pool.execute(() -> reply.complete(now(job, part, () -> closed || stop.getAsBoolean())));
    } catch (RejectedExecutionException full) {
      reply.complete(refused(part, "it runs " + MAX + " parts already; start more nodes"));
    }
    return reply;
  }

  private CellReply now(Job job, int part, BooleanSupplier stop) {
    if (!job.version().equals(version)) {
      return refused(part, "it runs fuota " + version + ", the run is of " + job.version());
    }
    try {
      Scenario scenario = job.scenario();
      URI network =
          scenario.network().orElseThrow(() -> new IllegalArgumentException("no network"));
      int all = new CellRunner(scenario).cells();
      LivePart mine = LivePart.of(scenario, new Shard(part, all));
      return CellAnswer.of(scenario, all, live(mine, network, stop));
    } catch (SettingProblem problem) {
      return refused(part, String.valueOf(problem.getMessage()));
    } catch (IOException e) {
      return refused(part, "the network cannot be used (" + e + ")");
    } catch (RuntimeException | AssertionError bug) {
      return refused(part, "it failed: " + bug);
    }
  }

  private static CellResult live(LivePart part, URI network, BooleanSupplier stop)
      throws IOException {
    EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
    try (LiveFleet fleet = LiveFleet.open(part, network, loop)) {
      return fleet
          .run(
              LOOK,
              figures -> {
                if (stop.getAsBoolean()) {
                  fleet.stop();
                }
              })
          .cells()
          .get(0);
    }
  }

  private CellReply refused(int part, String sentence) {
    return new CellReply.Refused(part, "node " + node + ": " + sentence);
  }

  /** Ends what runs, soon. An interrupt would close sockets under their owners. */
  @Override
  public void close() {
    closed = true;
    pool.shutdown();
  }
}
