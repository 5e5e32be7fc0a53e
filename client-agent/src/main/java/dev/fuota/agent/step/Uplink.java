package dev.fuota.agent.step;

/**
 * An uplink that waits for its turn, or several with one content.
 *
 * @param fPort 1..225; an answer goes out on the port of its request (PKG-05)
 * @param confirmed whether the network is asked to acknowledge it
 */
public record Uplink(int fPort, boolean confirmed, Content content) {

  public static Uplink unconfirmed(int fPort, Content content) {
    return new Uplink(fPort, false, content);
  }

  /** The same with what is left of the content. */
  public Uplink with(Content rest) {
    return new Uplink(fPort, confirmed, rest);
  }
}
