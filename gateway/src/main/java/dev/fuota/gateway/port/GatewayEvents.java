package dev.fuota.gateway.port;

/** What gateways tell the network server. */
public interface GatewayEvents {

  /** A gateway is there: a new one, one that came back, or one whose way back changed. */
  void onConnected(GatewayLink gateway);

  void onDisconnected(GatewayId gateway);

  /** A frame was heard; each gateway that heard it tells so. */
  void onHeard(Heard heard);

  /** A gateway's own figures. */
  void onStatistics(GatewayId gateway, GatewayStatistics statistics);
}
