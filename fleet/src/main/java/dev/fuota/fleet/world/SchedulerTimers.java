package dev.fuota.fleet.world;

import dev.fuota.hal.time.Scheduler;
import dev.fuota.server.port.Timers;
import java.time.Duration;

/** The timers of a server, on the scheduler that drives it. */
public record SchedulerTimers(Scheduler scheduler) implements Timers {
  @Override
  public Timer after(Duration delay, Runnable action) {
    Scheduler.Task task = scheduler.after(delay, action);
    return task::cancel;
  }
}
