package dev.fuota.fleet.demo;

import dev.fuota.fleet.world.World;
import java.time.Duration;
import java.util.List;

/**
 * The world of the demonstration before the curtain rises.
 *
 * @param heartbeat the longest time between two uplinks of a device
 */
record Scene(
    DemoOptions options,
    DemoFirmware firmware,
    World world,
    Duration heartbeat,
    List<DemoDevice> devices) {
  Scene {
    devices = List.copyOf(devices);
  }

  int powerCuts() {
    return devices.stream().mapToInt(device -> device.recorder().powerCuts().size()).sum();
  }

  /** Whether some device runs the new firmware and has not been told that the server knows. */
  boolean reportsAreMissing() {
    return devices.stream().anyMatch(device -> device.recorder().reportIsMissing());
  }
}
