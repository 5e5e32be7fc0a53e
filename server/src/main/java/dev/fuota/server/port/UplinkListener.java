package dev.fuota.server.port;

/** Is told of uplinks. */
@FunctionalInterface
public interface UplinkListener {

  /** A downlink that is sent from within this call can still reach the uplink's own windows. */
  void onUplink(Uplink uplink);
}
