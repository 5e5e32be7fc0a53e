package dev.fuota.server.network;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the network knows of a gateway. Its transmitter's plan outlives the connection, since the
 * duty cycle does too.
 */
final class KnownGateway {
  private final GatewayId id;
  private final TransmitterPlan plan;
  private @Nullable GatewayLink link;
  private @Nullable GatewayStatistics statistics;
  private boolean telling;

  KnownGateway(GatewayId id, TransmitterPlan plan) {
    this.id = id;
    this.plan = plan;
  }

  GatewayId id() {
    return id;
  }

  TransmitterPlan plan() {
    return plan;
  }

  /** Empty while it is not connected. */
  Optional<GatewayLink> link() {
    return Optional.ofNullable(link);
  }

  void connect(GatewayLink newLink) {
    link = newLink;
  }

  void disconnect() {
    link = null;
  }

  /** Whether its last frame came with GPS time: only then it can send by it. */
  boolean hasGps() {
    return telling;
  }

  void heard(boolean withGpsTime) {
    telling = withGpsTime;
  }

  void report(GatewayStatistics latest) {
    statistics = latest;
  }

  Optional<GatewayStatistics> statistics() {
    return Optional.ofNullable(statistics);
  }
}
