package dev.fuota.cli.server;

import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.TurnClock;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.port.Timers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What time and chance are to the server.
 *
 * @param clock stands still within a turn of the loop
 */
record ServerGround(InstantSource clock, Timers timers, RandomGenerator random) {

  /** The time of the day, and secrets that nobody guesses. */
  static ServerGround real(EventLoop loop) {
    return new ServerGround(new TurnClock(loop), new SchedulerTimers(loop), new SecureRandom());
  }

  /** The time of a simulation, and its dice: the same seed gives the same keys. */
  static ServerGround simulated(Simulation simulation) {
    return new ServerGround(simulation, new SchedulerTimers(simulation), simulation.newRandom());
  }
}
