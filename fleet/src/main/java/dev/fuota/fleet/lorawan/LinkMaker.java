package dev.fuota.fleet.lorawan;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import java.util.function.Predicate;

/** What is between the application of a device and the air: a MAC at least. */
public interface LinkMaker {
  /** A MAC that has the air for itself. */
  LinkMaker MAC_ON_THE_AIR = (mac, air, guard, simulation) -> new RadioLink(mac, air, guard);

  /**
   * Makes the link of one device.
   *
   * @param air where the device is
   * @param guard sees each frame before it is sent, over all resets
   * @param simulation the time of the air
   */
  DeviceLink make(MacConfig mac, Radio air, Predicate<byte[]> guard, Simulation simulation);
}
