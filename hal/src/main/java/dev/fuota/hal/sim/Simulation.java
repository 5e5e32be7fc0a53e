package dev.fuota.hal.sim;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A discrete-event simulation: one thread, one queue, one seed. The same seed gives the same run.
 *
 * <p>Events at the same instant happen in the order in which they were scheduled. Time is kept as
 * nanoseconds since the start, because fleets make tens of millions of events.
 */
public final class Simulation implements InstantSource, Scheduler {
  /** When a simulation begins unless it is told otherwise. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final long EVENTS_MAX = 200_000_000;

  /** While fewer events wait nobody looks for those that were cancelled. */
  private static final int CROWD_MIN = 1 << 10;

  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final List<Runnable> invariants = new ArrayList<>();
  private final long seed;
  private final long eventsMax;
  private final SplittableRandom random;
  private final Instant start;
  private Instant instant;
  private long now;
  private long scheduled;
  private long events;

  /** When so many events wait, the cancelled ones go. */
  private int crowd = CROWD_MIN;

  public Simulation(long seed) {
    this(seed, EVENTS_MAX);
  }

  /**
   * A simulation that gives up earlier.
   *
   * @param eventsMax how many events may happen in all
   */
  Simulation(long seed, long eventsMax) {
    this(seed, eventsMax, START);
  }

  private Simulation(long seed, long eventsMax, Instant start) {
    this.start = start;
    this.instant = start;
    this.seed = seed;
    this.eventsMax = eventsMax;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Instant instant() {
    return instant;
  }

  /**
   * A simulation that somebody moves along the time of day by {@link #advanceTo}; it may go on for
   * as long as it likes.
   *
   * @param start what its clock shows first
   */
  public static Simulation from(Instant start, long seed) {
    return new Simulation(seed, Long.MAX_VALUE, start);
  }

  /** Nanoseconds since the start. */
  long nanos() {
    return now;
  }

  /** How many events have happened. */
  public long events() {
    return events;
  }

  @Override
  public Task after(Duration delay, Runnable action) {
    long nanos = delay.toNanos();
    if (nanos < 0) {
      throw new IllegalArgumentException("a delay of " + nanos + " ns");
    }
    return add(new Event(this, nanos, action));
  }

  Task add(Event event) {
    if (queue.size() >= crowd) {
      queue.removeIf(waiting -> waiting.action == null);
      crowd = Math.max(CROWD_MIN, queue.size() + queue.size() / 2);
    }
    queue.add(event);
    return event;
  }

  /** Dice for one component: what it draws is independent of what the others draw. */
  public RandomGenerator newRandom() {
    return random.split();
  }

  /** Runs {@code check} after every event from now on; it throws when something is wrong. */
  public void invariant(Runnable check) {
    invariants.add(check);
  }

  /**
   * Lets events happen until {@code done}.
   *
   * @throws AssertionError if nothing is left to happen before, if too much happens, or if an event
   *     or an invariant throws; it names the seed and the instant
   */
  public void runUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      Event event = next();
      if (event == null) {
        throw new AssertionError("nothing left to happen " + where());
      }
      happen(event);
    }
  }

  /** Lets {@code duration} pass, with all that happens in it, its last instant included. */
  public void run(Duration duration) {
    long end = Math.addExact(now, duration.toNanos());
    for (Event event = queue.peek(); event != null && event.at <= end; event = queue.peek()) {
      queue.remove();
      if (event.action != null) {
        happen(event);
      }
    }
    turnTo(end);
  }

  /**
   * Lets time pass until {@code end}, with all that happens in it, its last instant included; an
   * instant that is past already changes nothing.
   */
  public void advanceTo(Instant end) {
    Duration ahead = Duration.between(instant, end);
    if (!ahead.isNegative()) {
      run(ahead);
    }
  }

  /** When something happens next; empty if nothing is left to happen. */
  public Optional<Instant> nextEventAt() {
    for (Event event = queue.peek(); event != null; event = queue.peek()) {
      if (event.action != null) {
        return Optional.of(start.plusNanos(event.at));
      }
      queue.remove();
    }
    return Optional.empty();
  }

  private @Nullable Event next() {
    Event event = queue.poll();
    while (event != null && event.action == null) {
      event = queue.poll();
    }
    return event;
  }

  private void happen(Event event) {
    // "At or beyond": a run that was cut once stays cut.
    if (events >= eventsMax) {
      throw new AssertionError("still not done " + where());
    }
    events++;
    turnTo(event.at);
    try {
      event.run();
      for (Runnable invariant : invariants) {
        invariant.run();
      }
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError(failure + " " + where(), failure);
    }
  }

  private void turnTo(long nanos) {
    if (nanos != now) {
      now = nanos;
      instant = start.plusNanos(nanos);
    }
  }

  private String where() {
    return "at " + instant + " after " + events + " events, seed=" + seed;
  }

  /** An action that waits for its time. */
  static class Event implements Comparable<Event>, Task {
    private final long at;
    private final long order;
    private @Nullable Runnable action;

    /** An event that is the next one of {@code world} to be added. */
    Event(Simulation world, long delay, Runnable action) {
      this.at = Math.addExact(world.now, delay);
      this.order = world.scheduled++;
      this.action = action;
    }

    private void run() {
      Runnable due = action;
      action = null; // what ran already cannot be cancelled, nor hold on to its world
      if (due != null) {
        happen(due);
      }
    }

    /** Its time has come, and nobody has cancelled it. */
    void happen(Runnable due) {
      due.run();
    }

    @Override
    public final void cancel() {
      action = null;
    }

    @Override
    public final int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }
}
