package dev.fuota.tests.msu;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The timers of one process: counted, and dead with it. */
final class LiveTimers implements Scheduler {
  private final Scheduler machine;
  private final Consumer<Runnable> runner;
  private final Set<Task> live = new LinkedHashSet<>();
  private boolean dead;

  /**
   * Timers of a process that has just begun.
   *
   * @param runner runs what is due
   */
  LiveTimers(Scheduler machine, Consumer<Runnable> runner) {
    this.machine = machine;
    this.runner = runner;
  }

  @Override
  public Task after(Duration delay, Runnable action) {
    Task[] own = new Task[1];
    Task below =
        machine.after(
            delay,
            () -> {
              live.remove(own[0]);
              if (!dead) {
                runner.accept(action);
              }
            });
    own[0] =
        () -> {
          live.remove(own[0]);
          below.cancel();
        };
    live.add(own[0]);
    return own[0];
  }

  int count() {
    return live.size();
  }

  void kill() {
    dead = true;
    Set.copyOf(live).forEach(Task::cancel);
  }
}
