package dev.fuota.server.harness;

import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Time that passes only from event to event. */
public final class VirtualTime implements InstantSource, Timers {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final int EVENTS_MAX = 2_000_000;

  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
  private Instant now = START;
  private long order;

  private record Event(Instant at, long order, Runnable action) {}

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    if (delay.isNegative()) {
      throw new AssertionError("a timer in the past: " + delay);
    }
    Event event = new Event(now.plus(delay), order++, action);
    queue.add(event);
    return () -> queue.remove(event);
  }

  public void at(Instant instant, Runnable action) {
    after(Duration.between(now, instant), action);
  }

  /** Lets {@code duration} pass, with all that happens in it and at its end. */
  public void run(Duration duration) {
    Instant end = now.plus(duration);
    while (!queue.isEmpty() && !queue.element().at().isAfter(end)) {
      next();
    }
    now = end;
  }

  public void runUntil(BooleanSupplier done) {
    for (int events = 0; !done.getAsBoolean(); events++) {
      if (queue.isEmpty() || events == EVENTS_MAX) {
        throw new AssertionError("stuck at " + now + " after " + events + " events");
      }
      next();
    }
  }

  private void next() {
    Event event = queue.remove();
    now = event.at();
    event.action().run();
  }
}
