package dev.fuota.agent.msu;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One timer of the chart: it waits for one thing at a time. */
final class TimerSlot {
  private final Scheduler scheduler;
  private Scheduler.@Nullable Task task;

  TimerSlot(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Forgets what it waited for, and waits for this. */
  void set(Duration delay, Runnable action) {
    cancel();
    task =
        scheduler.after(
            delay,
            () -> {
              task = null;
              action.run();
            });
  }

  void cancel() {
    if (task != null) {
      task.cancel();
      task = null;
    }
  }

  boolean isSet() {
    return task != null;
  }
}
