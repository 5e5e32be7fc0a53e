package dev.fuota.fleet.world;

import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** As fast as the machine can; where nothing happens, time leaps. */
public record VirtualTime(Simulation simulation) implements Pace {
  @Override
  public boolean run(BooleanSupplier done, Duration longest) {
    Instant end = simulation.instant().plus(longest);
    simulation.after(longest, () -> {}); // something to stop at
    simulation.runUntil(() -> done.getAsBoolean() || !simulation.instant().isBefore(end));
    return done.getAsBoolean();
  }
}
