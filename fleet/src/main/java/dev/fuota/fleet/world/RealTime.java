package dev.fuota.fleet.world;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves a {@link Simulation} along the time of day, on the thread of an {@link EventLoop}: between
 * two events of the simulation the loop waits for sockets.
 *
 * <p>What comes from outside goes through {@link #enter}, or asks {@link #clock} and {@link
 * #scheduler}: the simulation is brought to now first, so that a datagram finds the world as it is
 * at its arrival. Until the loop turns it stays there: who asks for the time and then for a delay
 * means a delay from that time, or two frames behind each other would overlap. If the machine
 * cannot follow, events are late but none is lost; {@link #lag} tells.
 */
public final class RealTime implements Pace {
  private final Simulation simulation;
  private final EventLoop loop;
  private final Lag lag = new Lag();
  private BooleanSupplier done = () -> false;
  private Scheduler.@Nullable Task wake;
  private boolean running;
  private boolean advancing;

  /** What the present turn of the loop brings has asked for the time. */
  private boolean settled;

  private RealTime(Simulation simulation, EventLoop loop) {
    this.simulation = simulation;
    this.loop = loop;
  }

  /** A simulation that begins now, by the clock of the loop. */
  public static RealTime on(EventLoop loop, long seed) {
    return new RealTime(Simulation.from(loop.instant(), seed), loop);
  }

  @Override
  public Simulation simulation() {
    return simulation;
  }

  @Override
  public InstantSource clock() {
    return () -> {
      arrive();
      return simulation.instant();
    };
  }

  @Override
  public Scheduler scheduler() {
    return (delay, action) -> {
      if (advancing) {
        return simulation.after(delay, action);
      }
      arrive();
      Scheduler.Task task = simulation.after(delay, action);
      settle();
      return task;
    };
  }

  /** How late the events of the simulation were. */
  public Lag lag() {
    return lag;
  }

  /** Does what comes from outside: brings the simulation to now, then runs {@code event}. */
  public void enter(Runnable event) {
    arrive();
    event.run();
    settle();
  }

  /** Ends {@link #run} soon; from any thread. */
  public void stop() {
    loop.stop();
  }

  /**
   * Lets time pass until {@code done}, looked at after each event, or for {@code longest}, or until
   * {@link #stop}.
   *
   * @return whether it was done
   */
  @Override
  public boolean run(BooleanSupplier done, Duration longest) {
    this.done = done;
    running = true;
    Scheduler.Task end = loop.after(longest, loop::stop);
    turn();
    loop.run();
    end.cancel();
    running = false;
    return done.getAsBoolean();
  }

  /** Something comes from outside: it finds now, and all that it asks for is at the same now. */
  private void arrive() {
    if (!settled && !advancing) {
      settled = true;
      loop.post(() -> settled = false);
      advance();
    }
  }

  private void turn() {
    advance();
    settle();
  }

  /**
   * The present is read once: however much there is to do, it comes to an end. An event that asks
   * for the present is in it.
   */
  private void advance() {
    if (advancing) {
      return;
    }
    advancing = true;
    try {
      advanceToNow();
    } finally {
      advancing = false;
    }
  }

  private void advanceToNow() {
    Instant now = loop.instant();
    Optional<Instant> next = simulation.nextEventAt();
    while (next.isPresent() && !next.get().isAfter(now)) {
      lag.record(Duration.between(next.get(), loop.instant()).toNanos());
      simulation.advanceTo(next.get());
      next = simulation.nextEventAt();
    }
    simulation.advanceTo(now);
  }

  private void settle() {
    if (wake != null) {
      wake.cancel();
      wake = null;
    }
    if (!running) {
      return;
    }
    if (done.getAsBoolean()) {
      loop.stop();
      return;
    }
    simulation.nextEventAt().ifPresent(next -> wake = loop.after(untilThen(next), this::turn));
  }

  private Duration untilThen(Instant next) {
    Duration wait = Duration.between(loop.instant(), next);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
