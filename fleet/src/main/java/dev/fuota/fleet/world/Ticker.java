package dev.fuota.fleet.world;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Lets the time of a simulation pass on an event loop, so many times as fast as that of the day.
 *
 * <p>Nothing but the simulation's own events is in it: who asks it something does so on the loop's
 * thread, between two steps, and finds it at rest. A step ends after a few milliseconds even if
 * there is more to do, so the loop stays awake for others. If the machine cannot follow, the time
 * that was lost is given up and the speed that was reached is told: nothing is late within the
 * simulation.
 */
public final class Ticker {
  /** As fast as the machine can. */
  public static final double MAX = Double.POSITIVE_INFINITY;

  /** Faster than this is {@link #MAX}: nobody could tell the difference. */
  public static final double FASTEST = 1_000_000;

  private static final Duration TICK = Duration.ofMillis(5);
  private static final long STEP_NANOS = 20_000_000;
  private static final double LOST_NANOS = 1e9;

  /** With {@link #MAX}, or if nothing is going to happen, a tick leaps no further than this. */
  private static final Duration LEAP = Duration.ofMinutes(1);

  private final Simulation simulation;
  private final EventLoop loop;
  private final double speed;
  private final DoubleConsumer slower;
  private long wallAnchor;
  private Instant anchor;

  private Ticker(Simulation simulation, EventLoop loop, double speed, DoubleConsumer slower) {
    this.simulation = simulation;
    this.loop = loop;
    this.speed = speed;
    this.slower = slower;
    this.wallAnchor = loop.nanos();
    this.anchor = simulation.instant();
  }

  /**
   * Time passes from the loop's next turn on, as long as the loop runs.
   *
   * @param speed seconds of the simulation in one of the loop; above 0 and at most {@link
   *     #FASTEST}, or {@link #MAX}
   * @param slower is told the speed that was reached, each time a second was lost
   */
  public static void start(
      Simulation simulation, EventLoop loop, double speed, DoubleConsumer slower) {
    if (!(speed > 0) || (speed > FASTEST && speed != MAX)) {
      throw new IllegalArgumentException("a speed of " + speed);
    }
    Ticker ticker = new Ticker(simulation, loop, speed, slower);
    loop.after(Duration.ZERO, ticker::step);
  }

  private void step() {
    long began = loop.nanos();
    Instant target = target(began);
    boolean done = advance(target, began + STEP_NANOS);
    if (!done && speed != MAX) {
      giveUpWhatIsLost(began, target);
    }
    loop.after(done ? TICK : Duration.ZERO, this::step);
  }

  private Instant target(long now) {
    return speed == MAX
        ? simulation.instant().plus(LEAP)
        : anchor.plusNanos((long) ((now - wallAnchor) * speed));
  }

  /** Whether {@code target} was reached before the step was over. */
  private boolean advance(Instant target, long end) {
    Optional<Instant> next = simulation.nextEventAt();
    while (next.isPresent() && !next.get().isAfter(target)) {
      if (loop.nanos() - end >= 0) {
        return false;
      }
      simulation.advanceTo(next.get());
      next = simulation.nextEventAt();
    }
    simulation.advanceTo(target);
    return speed != MAX;
  }

  private void giveUpWhatIsLost(long now, Instant target) {
    double behind = Duration.between(simulation.instant(), target).toNanos() / speed;
    if (behind >= LOST_NANOS) {
      double passed = Duration.between(anchor, simulation.instant()).toNanos();
      slower.accept(passed / (now - wallAnchor));
      wallAnchor = now;
      anchor = simulation.instant();
    }
  }
}
