package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.LorawanNetwork;

/** A network on which campaigns run. */
public interface Network {

  /** Its stable name. */
  String name();

  Region region();

  LorawanNetwork lorawan();

  /** Counters of the fragmentation sessions of its devices. */
  SessionCounters sessionCounters();

  /** Whether it knows its devices from elsewhere, so that nobody has to tell it their keys. */
  default boolean hasOwnRegistry() {
    return false;
  }

  /**
   * Makes a device known to it. A network that has its own registry does nothing.
   *
   * @throws IllegalArgumentException if it cannot, with a sentence why
   */
  void register(DeviceRegistration registration);

  /** Makes the network forget a device, if it knows it; one with its own registry does nothing. */
  default void remove(DeviceId device) {}
}
