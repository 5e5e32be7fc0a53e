package dev.fuota.hal.sim;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * A device's oscillator in a {@link Simulation}: it starts at an instant that may be wrong, and
 * runs too fast or too slow. Delays are in its own time. A device that loses its time makes a new
 * one at power-up.
 */
public final class DriftingClock implements InstantSource, Scheduler {
  private static final long BILLION = 1_000_000_000L;
  private static final double PPM_MAX = 100_000;

  private final Simulation world;
  private final long worldStart;
  private final Instant start;
  private final int ppb;
  private final Consumer<Runnable> entry;
  private int generation;

  /**
   * A clock that is set now.
   *
   * @param start what it shows now
   * @param ppm parts per million that it runs too fast, negative when too slow; at most 100,000
   *     either way; a thousandth of one counts
   */
  public DriftingClock(Simulation world, Instant start, double ppm) {
    this(world, start, ppm, Runnable::run);
  }

  /**
   * The clock of a device.
   *
   * @param entry runs what is due: the way into the device
   */
  public DriftingClock(Simulation world, Instant start, double ppm, Consumer<Runnable> entry) {
    if (!(Math.abs(ppm) <= PPM_MAX)) {
      throw new IllegalArgumentException(ppm + " ppm");
    }
    this.world = world;
    this.worldStart = world.nanos();
    this.start = start;
    this.ppb = (int) Math.round(ppm * 1000);
    this.entry = entry;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(shown(elapsed()));
  }

  /** Runs {@code action} when this clock, not the world's, has counted {@code delay}. */
  @Override
  public Task after(Duration delay, Runnable action) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay of " + delay);
    }
    long elapsed = elapsed();
    long due = elapsedWhenShown(Math.addExact(shown(elapsed), delay.toNanos()));
    return world.add(new Alarm(this, Math.max(0, due - elapsed), action));
  }

  /** Drops all that was scheduled through this clock, as a reset of its device does. */
  public void stop() {
    generation++;
  }

  private long elapsed() {
    return world.nanos() - worldStart;
  }

  /** Nanoseconds that this clock counts in {@code elapsed} of the world's; never runs backwards. */
  private long shown(long elapsed) {
    return elapsed + scaled(elapsed, BILLION);
  }

  /** The first nanosecond of the world's at which this clock has counted {@code shown}. */
  private long elapsedWhenShown(long shown) {
    long elapsed = shown - scaled(shown, BILLION + ppb);
    while (shown(elapsed) < shown) {
      elapsed++;
    }
    while (elapsed > 0 && shown(elapsed - 1) >= shown) {
      elapsed--;
    }
    return elapsed;
  }

  /** {@code floor(nanos * ppb / divisor)} without overflow. */
  private long scaled(long nanos, long divisor) {
    return nanos / divisor * ppb + Math.floorDiv(nanos % divisor * ppb, divisor);
  }

  /** An action that happens unless its clock was stopped since. */
  private static final class Alarm extends Simulation.Event {
    private final DriftingClock clock;
    private final int scheduledIn;

    Alarm(DriftingClock clock, long delay, Runnable action) {
      super(clock.world, delay, action);
      this.clock = clock;
      this.scheduledIn = clock.generation;
    }

    @Override
    void happen(Runnable due) {
      if (scheduledIn == clock.generation) {
        clock.entry.accept(due);
      }
    }
  }
}
