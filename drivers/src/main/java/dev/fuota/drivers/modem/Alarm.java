package dev.fuota.drivers.modem;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One timer that is set again and again. */
final class Alarm {
  private final Scheduler scheduler;
  private final Runnable action;
  private Scheduler.@Nullable Task task;

  Alarm(Scheduler scheduler, Runnable action) {
    this.scheduler = scheduler;
    this.action = action;
  }

  /** Rings once, {@code delay} from now, and not when it was set to before. */
  void in(Duration delay) {
    stop();
    task = scheduler.after(delay.isNegative() ? Duration.ZERO : delay, this::ring);
  }

  void stop() {
    if (task != null) {
      task.cancel();
      task = null;
    }
  }

  private void ring() {
    task = null;
    action.run();
  }
}
