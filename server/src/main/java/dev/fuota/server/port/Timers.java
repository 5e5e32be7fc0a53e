package dev.fuota.server.port;

import java.time.Duration;

/** Runs actions later, on the one thread that drives the server. */
public interface Timers {

  /**
   * Runs {@code action} once, {@code delay} from now. Actions due at the same time run in the order
   * in which they were given.
   *
   * @param delay zero or more
   */
  Timer after(Duration delay, Runnable action);

  /** An action that waits for its time. */
  interface Timer {
    /** The action will not run; without effect if it ran already. */
    void cancel();
  }
}
