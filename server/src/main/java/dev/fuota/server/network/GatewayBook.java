package dev.fuota.server.network;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateways, in the order in which they came; not more than {@link #MAX}. */
final class GatewayBook {
  static final int MAX = 10_000;

  private final Region region;
  private final boolean dutyCycle;
  private final Map<GatewayId, KnownGateway> gateways = new LinkedHashMap<>();

  GatewayBook(Region region, boolean dutyCycle) {
    this.region = region;
    this.dutyCycle = dutyCycle;
  }

  /** Notes a connection; what comes above the limit is not known, and its frames are dropped. */
  void connect(GatewayLink link) {
    KnownGateway known = gateways.get(link.id());
    if (known == null && gateways.size() < MAX) {
      known = new KnownGateway(link.id(), new TransmitterPlan(region, dutyCycle));
      gateways.put(link.id(), known);
    }
    if (known != null) {
      known.connect(link);
    }
  }

  Optional<KnownGateway> find(GatewayId id) {
    return Optional.ofNullable(gateways.get(id));
  }

  List<KnownGateway> connected() {
    return gateways.values().stream().filter(gateway -> gateway.link().isPresent()).toList();
  }
}
