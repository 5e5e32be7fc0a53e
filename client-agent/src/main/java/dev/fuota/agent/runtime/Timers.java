package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Timer;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timers of a device over its scheduler. */
final class Timers {
  private static final List<Timer> ALL = List.of(Timer.values());

  private final Scheduler scheduler;
  private final Whole whole;

  /** In the order of {@link #ALL}. */
  private final Scheduler.@Nullable Task[] running = new Scheduler.Task[ALL.size()];

  Timers(Scheduler scheduler, Whole whole) {
    this.scheduler = scheduler;
    this.whole = whole;
  }

  /** Starts {@code timer}, anew if it runs. */
  void start(Timer timer, Duration delay) {
    stop(timer);
    int place = ALL.indexOf(timer);
    running[place] =
        scheduler.after(
            delay,
            () -> {
              running[place] = null;
              whole.onTimer(timer);
            });
  }

  void stop(Timer timer) {
    int place = ALL.indexOf(timer);
    Scheduler.Task task = running[place];
    if (task != null) {
      running[place] = null;
      task.cancel();
    }
  }

  void stopAll() {
    ALL.forEach(this::stop);
  }
}
