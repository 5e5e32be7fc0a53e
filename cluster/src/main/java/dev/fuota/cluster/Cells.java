package dev.fuota.cluster;

import dev.fuota.fleet.cell.CellRunner;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.settings.SettingProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs cells in virtual time on the threads of one node. */
final class Cells implements AutoCloseable {
  /** Asked for and not begun; a run asks for far fewer. */
  private static final int WAITING_MAX = 1_000;

  private static final int JOBS_MAX = 4;

  private final String version;
  private final ThreadPoolExecutor pool;

  /** The last jobs, read. */
  private final Map<String, CellRunner> runners =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CellRunner> eldest) {
          return size() > JOBS_MAX;
        }
      };

  /**
   * Starts the threads.
   *
   * @param version whose jobs are run
   */
  Cells(String version, int threads) {
    this.version = version;
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            work -> {
              Thread thread = new Thread(work, "cell");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs a cell when a thread is free.
   *
   * @param stop once it says yes, the answer is of no use
   */
  CompletionStage<CellReply> run(Job job, int cell, BooleanSupplier stop) {
    CompletableFuture<CellReply> reply = new CompletableFuture<>();
    try {
      pool.execute(() -> reply.complete(stop.getAsBoolean() ? gone(cell) : now(job, cell, stop)));
    } catch (RejectedExecutionException full) {
      reply.complete(new CellReply.Refused(cell, "more than " + WAITING_MAX + " cells wait here"));
    }
    return reply;
  }

  private static CellReply gone(int cell) {
    return new CellReply.Refused(cell, "given up before it began");
  }

  private CellReply now(Job job, int cell, BooleanSupplier stop) {
    if (!job.version().equals(version)) {
      return new CellReply.Refused(
          cell, "a node runs fuota " + version + ", the run is of " + job.version());
    }
    try {
      CellRunner runner = runner(job);
      if (cell >= runner.cells()) {
        return new CellReply.Refused(cell, "there are " + runner.cells() + " cells only");
      }
      CellResult result = runner.run(cell, (figures, since) -> {}, stop);
      return CellAnswer.of(runner.scenario(), runner.cells(), result);
    } catch (SettingProblem problem) {
      return new CellReply.Refused(cell, String.valueOf(problem.getMessage()));
    } catch (RuntimeException | AssertionError bug) {
      return new CellReply.Refused(cell, "it failed: " + bug);
    }
  }

  private CellRunner runner(Job job) {
    synchronized (runners) {
      return runners.computeIfAbsent(job.id(), id -> new CellRunner(job.scenario()));
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
