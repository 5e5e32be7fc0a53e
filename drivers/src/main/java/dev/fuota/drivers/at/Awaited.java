package dev.fuota.drivers.at;

import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command whose end is an event: it is over when it was taken with OK and the event came, in any
 * order; or when it was not taken, or the event does not come in time.
 *
 * @param <T> what the event says
 */
public final class Awaited<T> {
  /** How it ended; {@code event} if it did with one. */
  public record End<T>(Outcome outcome, Optional<T> event) {}

  private final Scheduler scheduler;
  private @Nullable Consumer<End<T>> waiting;
  private Scheduler.@Nullable Task timer;
  private boolean taken;
  private Optional<T> event = Optional.empty();

  public Awaited(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Sends the command and waits for the event.
   *
   * @param limit from the sending to the event
   * @param late what to say when it does not come
   */
  public void begin(Step command, Duration limit, Outcome late, Consumer<End<T>> done) {
    forget();
    waiting = done;
    timer = scheduler.after(limit, () -> end(late));
    command.perform(this::onAnswer);
  }

  private void onAnswer(Outcome outcome) {
    if (outcome.isOk()) {
      taken = true;
      endIfBoth();
    } else {
      event = Optional.empty();
      end(outcome);
    }
  }

  /** Whether somebody waits for the event. */
  public boolean isWaiting() {
    return waiting != null;
  }

  /** The event came; without effect if nobody waits for it. */
  public void onEvent(T what) {
    if (waiting != null) {
      event = Optional.of(what);
      endIfBoth();
    }
  }

  private void endIfBoth() {
    if (taken && event.isPresent()) {
      end(Outcome.OK);
    }
  }

  private void end(Outcome outcome) {
    Consumer<End<T>> done = waiting;
    End<T> end = new End<>(outcome, event);
    forget();
    if (done != null) {
      done.accept(end);
    }
  }

  /** Nobody waits any more. */
  public void forget() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    waiting = null;
    taken = false;
    event = Optional.empty();
  }
}
