package dev.fuota.server.port;

/** A LoRaWAN gateway with one transmitter. */
public interface Gateway {

  /**
   * Takes a frame that is to be on air from {@link GatewayFrame#at}. The caller keeps frames apart
   * and keeps the duty cycle. When the frame was sent the gateway reports it; a gateway that could
   * not send it reports nothing.
   */
  void transmit(GatewayFrame frame);
}
