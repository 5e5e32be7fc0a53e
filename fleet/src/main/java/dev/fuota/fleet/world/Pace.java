package dev.fuota.fleet.world;

import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What makes the time of a simulation pass. */
public interface Pace {

  Simulation simulation();

  /**
   * Lets time pass until {@code done}, or for {@code longest}.
   *
   * @return whether it was done
   */
  boolean run(BooleanSupplier done, Duration longest);
}
