package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.LorawanNetwork;

/** A network that knows its devices from elsewhere. */
record StubNetwork(
    String name, Region region, LorawanNetwork lorawan, SessionCounters sessionCounters)
    implements Network {
  @Override
  public boolean hasOwnRegistry() {
    return true;
  }

  @Override
  public void register(DeviceRegistration registration) {}
}
