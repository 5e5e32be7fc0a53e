package dev.fuota.fleet.world;

import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** What makes the time of a simulation pass. */
public interface Pace {

  Simulation simulation();

  /** The time of the simulation, brought to the present if it is asked from outside. */
  default InstantSource clock() {
    return simulation();
  }

  /** Schedules events of the simulation, from outside too. */
  default Scheduler scheduler() {
    return simulation();
  }

  /**
   * Lets time pass until {@code done}, or for {@code longest}.
   *
   * @return whether it was done
   */
  boolean run(BooleanSupplier done, Duration longest);
}
