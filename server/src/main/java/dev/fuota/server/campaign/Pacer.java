package dev.fuota.server.campaign;

import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** Gives turns, first come first served, {@code ucast_msg_delay} apart at least (TP-02). */
final class Pacer {
  private final Duration gap;
  private final InstantSource clock;
  private final Timers timers;
  private final Deque<BooleanSupplier> queue = new ArrayDeque<>();
  private Instant nextTurn = Instant.MIN;
  private boolean waiting;

  Pacer(Duration gap, InstantSource clock, Timers timers) {
    this.gap = gap;
    this.clock = clock;
    this.timers = timers;
  }

  /**
   * Asks for a turn.
   *
   * @param turn called when it is there, at once if possible; false if the turn was not used
   */
  void request(BooleanSupplier turn) {
    queue.add(turn);
    giveTurns();
  }

  private void giveTurns() {
    while (!waiting && !queue.isEmpty()) {
      Instant now = clock.instant();
      if (now.isBefore(nextTurn)) {
        waiting = true;
        timers.after(Delays.within(Duration.between(now, nextTurn), gap), this::onWaited);
      } else if (queue.remove().getAsBoolean()) {
        nextTurn = now.plus(gap);
      }
    }
  }

  private void onWaited() {
    waiting = false;
    nextTurn = Instant.MIN; // the gap is over, whatever a clock that was set back says
    giveTurns();
  }
}
