package dev.fuota.drivers.at;

import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of an uplink that a modem does not tell: by a command that changes nothing and
 * is refused as long as the MAC is busy.
 */
public final class UntilIdle {
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final Step command;
  private final Scheduler scheduler;
  private @Nullable Consumer<Outcome> waiting;
  private Scheduler.@Nullable Task timer;
  private int left;

  public UntilIdle(Step command, Scheduler scheduler) {
    this.command = command;
    this.scheduler = scheduler;
  }

  /** Waits {@code limit} at most; then the modem is taken for gone, with this sentence. */
  public void begin(Duration limit, String late, Consumer<Outcome> done) {
    forget();
    left = (int) limit.dividedBy(AGAIN);
    waiting = done;
    askSoon(late);
  }

  private void askSoon(String late) {
    timer = scheduler.after(AGAIN, () -> ask(late));
  }

  private void ask(String late) {
    Consumer<Outcome> mine = waiting;
    command.perform(
        outcome -> {
          if (waiting == null || waiting != mine) {
            return;
          }
          if (outcome.kind() != Outcome.Kind.BUSY) {
            end(outcome);
          } else if (--left <= 0) {
            end(Outcome.gone(late));
          } else {
            askSoon(late);
          }
        });
  }

  private void end(Outcome outcome) {
    Consumer<Outcome> done = waiting;
    forget();
    if (done != null) {
      done.accept(outcome);
    }
  }

  /** Nobody waits any more. */
  public void forget() {
    waiting = null;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
