package dev.fuota.monitor.support;

import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when the test says so, on the thread that says it. */
final class TestTime implements InstantSource, Timers {
  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long order;

  private record Event(Instant at, long order, Runnable action) {}

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    Event event = new Event(now.plus(delay), order++, action);
    queue.add(event);
    return () -> queue.remove(event);
  }

  void run(Duration duration) {
    Instant end = now.plus(duration);
    while (!queue.isEmpty() && !queue.element().at().isAfter(end)) {
      Event event = queue.remove();
      now = event.at();
      event.action().run();
    }
    now = end;
  }
}
