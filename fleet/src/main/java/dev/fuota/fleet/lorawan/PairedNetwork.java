package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.clocksync.ClockSync;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Timers;
import java.time.Duration;

/** The built-in network server as the gateways of a fleet have it, in the fleet's own time. */
public final class PairedNetwork {
  private PairedNetwork() {}

  /** A server to which the gateways are connected; it knows no devices yet, and sets clocks. */
  public static NetworkServer of(LorawanFleet fleet, SessionStore store) {
    return of(fleet, store, new SchedulerTimers(fleet.pace().simulation()));
  }

  /** The same with timers of its own. */
  static NetworkServer of(LorawanFleet fleet, SessionStore store, Timers timers) {
    Simulation simulation = fleet.pace().simulation();
    NetworkSettings settings =
        NetworkSettings.of(fleet.scenario().region()).withDutyCycle(fleet.scenario().dutyCycle());
    NetworkServer network =
        new NetworkServer(
            fleet.gateways().size() == 1 ? settings.withDeduplication(Duration.ZERO) : settings,
            store,
            simulation,
            timers,
            simulation.newRandom());
    fleet.gateways().forEach(gateway -> gateway.connect(network));
    new ClockSync(network);
    return network;
  }
}
