package dev.fuota.fleet.lorawan;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.server.planner.EnergyModel;
import dev.fuota.server.planner.RadioTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device of a fleet, and what it has reached. */
final class FleetDevice implements DeviceObserver {
  private final SimulatedDevice device;
  private final DeviceGroup group;
  private final DeviceRadio radio;
  private final InstantSource clock;
  private String first = "";
  private String version = "";
  private boolean joined;
  private long fragments;
  private int powerCuts;
  private String refusal = "";
  private @Nullable Instant completedAt;
  private @Nullable Instant sessionSince;
  private RadioTimes timesBefore = new RadioTimes(Duration.ZERO, Duration.ZERO);

  FleetDevice(SimulatedDevice device, DeviceGroup group, DeviceRadio radio, InstantSource clock) {
    this.device = device;
    this.group = group;
    this.radio = radio;
    this.clock = clock;
    device.observe(this);
  }

  SimulatedDevice device() {
    return device;
  }

  DeviceGroup group() {
    return group;
  }

  /** Whether it was seen with a session so far; what is personalised has one from the start. */
  boolean hasJoined() {
    joined |= device.isActive();
    return joined;
  }

  /** Whether it runs another firmware than at first. */
  boolean isUpdated() {
    return !version.equals(first);
  }

  String version() {
    return version;
  }

  long fragments() {
    return fragments;
  }

  int powerCuts() {
    return powerCuts;
  }

  /** Why it does not take an update; empty if it did not say. */
  String refusal() {
    return refusal;
  }

  /** When it had the last block that it had; empty as long as it had none. */
  Optional<Instant> completedAt() {
    return Optional.ofNullable(completedAt);
  }

  /** What its radio took since it opened its multicast session; 0 if it did not. */
  double sessionJoules(EnergyModel energy) {
    if (sessionSince == null) {
      return 0;
    }
    RadioTimes now = radio.times();
    RadioTimes spent =
        new RadioTimes(
            now.sending().minus(timesBefore.sending()),
            now.receiving().minus(timesBefore.receiving()));
    return energy.joules(spent, Duration.between(sessionSince, clock.instant()));
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.FragmentReceived fragment
        && fragment.reception() == Reception.STORED) {
      fragments++;
    } else if (event instanceof AgentEvent.ImageRefused refused) {
      refusal = refused.reason();
    } else if (event instanceof AgentEvent.BlockComplete) {
      completedAt = clock.instant();
    } else if (event instanceof AgentEvent.SessionOpened && sessionSince == null) {
      sessionSince = clock.instant();
      timesBefore = radio.times();
    }
  }

  @Override
  public void onBooted(BootResult result) {
    if (result instanceof BootResult.Started started) {
      version = started.version().toString();
      first = first.isEmpty() ? version : first;
    }
  }

  @Override
  public void onPowerLost(long operation, String during, Duration dark) {
    powerCuts++;
  }
}
