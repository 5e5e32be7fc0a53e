package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.LorawanNetwork;

/** The network server of this product: devices are known to it from the service's registry. */
record TestNetwork(
    String name, Region region, NetworkServer server, SessionCounters sessionCounters)
    implements Network {

  @Override
  public LorawanNetwork lorawan() {
    return server;
  }

  @Override
  public void register(DeviceRegistration registration) {
    server.register(registration);
  }

  @Override
  public void remove(DeviceId device) {
    server.remove(device);
  }
}
