package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Timer;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** The timers of a device over its scheduler. */
final class Timers {
  private final Scheduler scheduler;
  private final Consumer<Timer> expired;
  private final Map<Timer, Scheduler.Task> running = new EnumMap<>(Timer.class);

  Timers(Scheduler scheduler, Consumer<Timer> expired) {
    this.scheduler = scheduler;
    this.expired = expired;
  }

  /** Starts {@code timer}, anew if it runs. */
  void start(Timer timer, Duration delay) {
    stop(timer);
    running.put(
        timer,
        scheduler.after(
            delay,
            () -> {
              running.remove(timer);
              expired.accept(timer);
            }));
  }

  void stop(Timer timer) {
    Scheduler.Task task = running.remove(timer);
    if (task != null) {
      task.cancel();
    }
  }

  void stopAll() {
    running.values().forEach(Scheduler.Task::cancel);
    running.clear();
  }
}
