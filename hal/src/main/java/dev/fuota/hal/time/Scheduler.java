package dev.fuota.hal.time;

import java.time.Duration;

/** Runs actions later, on the one thread that drives a device or a server. */
public interface Scheduler {

  /**
   * Runs {@code action} once, {@code delay} from now. Actions due at the same time run in the order
   * in which they were scheduled.
   *
   * @param delay zero or more
   */
  Task after(Duration delay, Runnable action);

  /** An action that waits for its time. */
  interface Task {
    /** The action will not run; without effect if it ran already. */
    void cancel();
  }
}
