package dev.fuota.agent.step;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/**
 * What goes out in one uplink, or in several that follow each other. The payload of each is made
 * when the link takes it: only then are its time and its room known.
 */
public interface Content {

  /**
   * The next payload.
   *
   * @param at the moment of transmission
   * @param room octets that the uplink may have; a payload that has more is dropped
   */
  Part next(DeviceTime at, int room);

  /**
   * A payload.
   *
   * @param rest what is left for the uplinks behind it
   */
  record Part(Bytes payload, Optional<Content> rest) {
    public static Part last(Bytes payload) {
      return new Part(payload, Optional.empty());
    }
  }
}
