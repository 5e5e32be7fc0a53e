package dev.fuota.tests.chaos;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;

/** What the device believes the time to be, from its power-up and the corrections that it tells. */
final class ShownTime {
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final Simulation simulation;
  private Instant powerUp = Simulation.START;
  private Duration correction = Duration.ZERO;

  ShownTime(Simulation simulation) {
    this.simulation = simulation;
  }

  void onPowerLost(Duration dark) {
    powerUp = simulation.instant().plus(dark);
  }

  void onBooting() {
    correction = Duration.ZERO;
  }

  void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.ClockSynchronised synchronised) {
      correction = correction.plus(synchronised.correction());
    }
  }

  boolean isRight() {
    Instant now = simulation.instant();
    Instant shown =
        SimulatedDevice.POWER_UP_TIME.plus(Duration.between(powerUp, now)).plus(correction);
    return Duration.between(shown, now).abs().compareTo(TOLERANCE) < 0;
  }
}
