package dev.fuota.agent.msu;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A time-out that every datagram extends. Extending is the store of a number; the timer under it
 * looks when it fires, and goes on if the end has moved.
 */
final class Deadline {
  private final InstantSource clock;
  private final TimerSlot timer;
  private final Runnable expired;
  private long dueMs;
  private long firesMs;

  Deadline(InstantSource clock, Scheduler scheduler, Runnable expired) {
    this.clock = clock;
    this.timer = new TimerSlot(scheduler);
    this.expired = expired;
  }

  /** Ends {@code ms} after {@code nowMs}, whatever was set before. */
  void extend(long nowMs, long ms) {
    dueMs = nowMs + ms;
    if (!timer.isSet() || dueMs < firesMs) {
      arm(ms);
    }
  }

  private void arm(long ms) {
    firesMs = dueMs;
    timer.set(Duration.ofMillis(ms), this::onTimer);
  }

  private void onTimer() {
    long left = dueMs - clock.millis();
    if (left > 0) {
      arm(left);
    } else {
      expired.run();
    }
  }

  void cancel() {
    timer.cancel();
  }
}
