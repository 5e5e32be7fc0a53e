package dev.fuota.fleet.world;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.AgentListener;
import dev.fuota.boot.BootResult;
import java.time.Duration;

/** Sees what happens to a device and on it. */
public interface DeviceObserver extends AgentListener {

  @Override
  default void onEvent(AgentEvent event) {}

  /** The bootloader is about to run. */
  default void onBooting() {}

  /** The bootloader came to its end. */
  default void onBooted(BootResult result) {}

  /**
   * The device has lost its power.
   *
   * @param operation number of the flash operation that was torn, counted from the device's first
   * @param during what it was doing
   * @param dark how long it will be off
   */
  default void onPowerLost(long operation, String during, Duration dark) {}
}
