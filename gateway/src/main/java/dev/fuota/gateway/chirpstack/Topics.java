package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.port.GatewayId;

/**
 * The topics of a gateway, by the bridge's default templates.
 *
 * @param prefix of the region, as in {@code eu868}
 */
public record Topics(String prefix, GatewayId gateway) {

  /** Where an event is told: up, stats or ack. */
  public String event(String name) {
    return prefix + "/gateway/" + gateway + "/event/" + name;
  }

  /** Where commands come from: down or config. */
  public String command(String name) {
    return prefix + "/gateway/" + gateway + "/command/" + name;
  }
}
