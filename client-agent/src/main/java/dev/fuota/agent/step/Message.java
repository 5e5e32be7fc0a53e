package dev.fuota.agent.step;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;

/** The content of an uplink, settled no earlier than when it is transmitted. */
@FunctionalInterface
public interface Message {

  /**
   * The FRMPayload.
   *
   * @param at the moment of transmission
   * @param room octets that the uplink may have
   */
  Bytes payload(DeviceTime at, int room);

  /** A message that does not depend on when it is sent. */
  static Message of(Command command) {
    return new Fixed(command.encode());
  }

  /** Octets that are settled already. */
  record Fixed(Bytes octets) implements Message {
    @Override
    public Bytes payload(DeviceTime at, int room) {
      return octets;
    }
  }
}
