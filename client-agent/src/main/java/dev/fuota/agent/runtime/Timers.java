package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Timer;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The timers of a device over its scheduler. */
final class Timers {
  private final Scheduler scheduler;
  private final Whole whole;

  /** By the timer's place among its kind. */
  private final Scheduler.@Nullable Task[] running = new Scheduler.Task[Timer.values().length];

  Timers(Scheduler scheduler, Whole whole) {
    this.scheduler = scheduler;
    this.whole = whole;
  }

  /** Starts {@code timer}, anew if it runs. */
  void start(Timer timer, Duration delay) {
    stop(timer);
    running[timer.ordinal()] =
        scheduler.after(
            delay,
            () -> {
              running[timer.ordinal()] = null;
              whole.onTimer(timer);
            });
  }

  void stop(Timer timer) {
    Scheduler.Task task = running[timer.ordinal()];
    if (task != null) {
      running[timer.ordinal()] = null;
      task.cancel();
    }
  }

  void stopAll() {
    for (Timer timer : Timer.values()) {
      stop(timer);
    }
  }
}
