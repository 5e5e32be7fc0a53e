package dev.fuota.fleet.msu;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;

/** The timers of one process: when it dies, none of them goes off any more. */
final class ProcessTimers implements Scheduler {
  private final Scheduler machine;
  private boolean dead;

  ProcessTimers(Scheduler machine) {
    this.machine = machine;
  }

  void kill() {
    dead = true;
  }

  @Override
  public Task after(Duration delay, Runnable action) {
    return machine.after(
        delay,
        () -> {
          if (!dead) {
            action.run();
          }
        });
  }
}
