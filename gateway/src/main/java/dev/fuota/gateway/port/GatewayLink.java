package dev.fuota.gateway.port;

import java.util.function.Consumer;

/** A gateway that is connected, as the network server sees it. */
public interface GatewayLink {

  GatewayId id();

  /**
   * Asks for a transmission.
   *
   * @param result is told once what the gateway answers; never if it does not answer
   */
  void send(Transmission transmission, Consumer<TxStatus> result);
}
