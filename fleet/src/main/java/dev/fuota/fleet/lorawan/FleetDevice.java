package dev.fuota.fleet.lorawan;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.boot.BootResult;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.SimulatedDevice;
import java.time.Duration;

/** A device of a fleet, and what it has reached. */
final class FleetDevice implements DeviceObserver {
  private final SimulatedDevice device;
  private final DeviceGroup group;
  private String first = "";
  private String version = "";
  private boolean joined;
  private long fragments;
  private int powerCuts;
  private String refusal = "";

  FleetDevice(SimulatedDevice device, DeviceGroup group) {
    this.device = device;
    this.group = group;
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

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.FragmentReceived fragment
        && fragment.reception() == Reception.STORED) {
      fragments++;
    } else if (event instanceof AgentEvent.ImageRefused refused) {
      refusal = refused.reason();
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
