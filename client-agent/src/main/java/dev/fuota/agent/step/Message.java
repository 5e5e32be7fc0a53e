package dev.fuota.agent.step;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;

/** The content of a single uplink, settled no earlier than when it is transmitted. */
@FunctionalInterface
public interface Message extends Content {

  /**
   * The FRMPayload.
   *
   * @param at the moment of transmission
   * @param room octets that the uplink may have
   */
  Bytes payload(DeviceTime at, int room);

  @Override
  default Part next(DeviceTime at, int room) {
    return Part.last(payload(at, room));
  }

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
