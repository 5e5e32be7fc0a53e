package dev.fuota.agent.step;

/**
 * An uplink that waits for its turn.
 *
 * @param fPort 1..223; an answer goes out on the port of its request
 * @param confirmed whether the network is asked to acknowledge it
 */
public record Uplink(int fPort, boolean confirmed, Message message) {

  public static Uplink unconfirmed(int fPort, Message message) {
    return new Uplink(fPort, false, message);
  }
}
