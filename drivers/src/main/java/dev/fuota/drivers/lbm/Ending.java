package dev.fuota.drivers.lbm;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that was begun and whose end the modem tells by an event, or not in time.
 *
 * @param <T> how it ends
 */
final class Ending<T> {
  private final Scheduler scheduler;
  private @Nullable Consumer<T> waiting;
  private Scheduler.@Nullable Task timer;

  Ending(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Waits; after {@code limit} it has ended {@code late}. */
  void await(Duration limit, T late, Consumer<T> done) {
    forget();
    waiting = done;
    timer = scheduler.after(limit, () -> end(late));
  }

  /** It ends {@code late} after this time already. */
  void hasten(Duration limit, T late) {
    Consumer<T> done = waiting;
    if (done != null) {
      await(limit, late, done);
    }
  }

  boolean isAwaited() {
    return waiting != null;
  }

  /** It has ended; without effect if nobody waits for it. */
  void end(T how) {
    Consumer<T> done = waiting;
    forget();
    if (done != null) {
      done.accept(how);
    }
  }

  /** Nobody waits any more. */
  void forget() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    waiting = null;
  }
}
