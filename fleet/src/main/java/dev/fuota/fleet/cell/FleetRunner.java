package dev.fuota.fleet.cell;

import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Runs the cells of a scenario, or a share of them, on a fixed number of threads. The result does
 * not depend on that number.
 *
 * @param threads 1 and up
 * @param shard which cells; {@link Shard#ALL}: all
 * @param stop asked again and again, by all threads; once it says yes, no more cells are begun,
 *     those that run end as they stand, and the result is marked as not complete
 */
public record FleetRunner(
    Scenario scenario, int threads, Shard shard, FleetProgress progress, BooleanSupplier stop) {

  /** A run that nobody watches or stops. */
  public FleetRunner(Scenario scenario, int threads) {
    this(scenario, threads, Shard.ALL, FleetProgress.NONE, () -> false);
  }

  /**
   * Runs it to its end.
   *
   * @throws IllegalStateException if a cell fails; it names the cell and its seed
   */
  public FleetResult run() {
    CellRunner runner = new CellRunner(scenario);
    Work work = new Work(runner);
    work.run();
    return new FleetResult(
        FleetHead.of(scenario, shard, runner.cells(), work.complete()), work.cells());
  }

  /** The cells of one run, and who has which. */
  private final class Work {
    private final CellRunner runner;
    private final List<CellResult> cells = new ArrayList<>();
    private final int all;
    private int next;
    private boolean stopped;

    Work(CellRunner runner) {
      this.runner = runner;
      this.next = shard.index();
      this.all = (runner.cells() - shard.index() + shard.of() - 1) / shard.of();
    }

    void run() {
      int workers = Math.max(1, Math.min(threads, all));
      ExecutorService pool = Executors.newFixedThreadPool(workers);
      try {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
          running.add(pool.submit(this::work));
        }
        for (Future<?> each : running) {
          each.get();
        }
      } catch (ExecutionException failure) {
        throw new IllegalStateException(String.valueOf(failure.getCause()), failure.getCause());
      } catch (InterruptedException e) {
        giveUp();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } finally {
        pool.shutdown();
      }
    }

    private void work() {
      for (int cell = take(); cell >= 0; cell = take()) {
        try {
          done(runner.run(cell, look(cell), this::isStopped));
        } catch (RuntimeException | AssertionError failure) {
          giveUp();
          throw new IllegalStateException("cell " + cell + ": " + failure.getMessage(), failure);
        }
      }
    }

    private BiConsumer<FleetFigures, Duration> look(int cell) {
      return (figures, since) -> {
        synchronized (this) {
          progress.onLook(cell, figures, since);
        }
      };
    }

    /** The next cell; -1 if there is none. */
    private synchronized int take() {
      if (isStopped() || next >= runner.cells()) {
        return -1;
      }
      int cell = next;
      next += shard.of();
      return cell;
    }

    private synchronized boolean isStopped() {
      stopped |= stop.getAsBoolean();
      return stopped;
    }

    private synchronized void giveUp() {
      stopped = true;
    }

    private synchronized void done(CellResult cell) {
      cells.add(cell);
      progress.onCell(cell, cells.size(), all);
    }

    synchronized List<CellResult> cells() {
      return List.copyOf(cells);
    }

    synchronized boolean complete() {
      return cells.size() == all && cells.stream().allMatch(CellResult::ended);
    }
  }
}
