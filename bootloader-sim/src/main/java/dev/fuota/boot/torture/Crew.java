package dev.fuota.boot.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that share the work; what they count is added up in the order of the tasks. */
final class Crew implements AutoCloseable {
  private final ExecutorService threads;
  private final Watcher watcher;

  /** One for each thread; what a subject remembers of images serves all scenarios. */
  private final ConcurrentLinkedQueue<Subject> idle = new ConcurrentLinkedQueue<>();

  private long runs;
  private double from;
  private double to;

  Crew(Torture torture, Watcher watcher) {
    this.watcher = watcher;
    for (int i = 0; i < torture.threads(); i++) {
      idle.add(torture.factory().create());
    }
    this.threads = Executors.newFixedThreadPool(torture.threads(), Crew::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "torture");
    thread.setDaemon(true);
    return thread;
  }

  /** What comes next is this part of the whole, 0..1. */
  void share(double begin, double end) {
    from = begin;
    to = end;
  }

  /** Does all {@code tasks}, and adds what they count to {@code all}. */
  void work(Stage stage, String doing, List<? extends Task> tasks, Tally all) {
    List<Future<Tally>> results = new ArrayList<>();
    for (Task task : tasks) {
      results.add(threads.submit(() -> run(task, stage)));
    }
    for (int i = 0; i < results.size(); i++) {
      Tally part = get(results.get(i));
      all.add(part);
      runs += part.figures().runs();
      double whole = from + (to - from) * (i + 1) / results.size();
      watcher.progress(new Watcher.Progress(stage.scenario(), doing, whole, runs));
    }
  }

  private Tally run(Task task, Stage stage) {
    Subject subject = Optional.ofNullable(idle.poll()).orElseThrow();
    try {
      Tally tally = new Tally();
      task.run(new Worker(stage, subject, new Judge(stage)), tally);
      return tally;
    } finally {
      idle.add(subject);
    }
  }

  private static Tally get(Future<Tally> result) {
    try {
      return result.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    } catch (ExecutionException bug) {
      throw new IllegalStateException("a run of the torture itself failed", bug.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
