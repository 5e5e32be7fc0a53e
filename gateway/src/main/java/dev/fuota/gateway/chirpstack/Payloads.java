package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/** What the messages have in common. */
final class Payloads {
  static final long U32_MAX = 0xffff_ffffL;

  private Payloads() {}

  /** No message of protocol buffers begins as an object does: field 15 is none of theirs. */
  static boolean isJson(Bytes payload) {
    return !payload.isEmpty() && payload.at(0) == '{';
  }

  static <T> T need(Optional<T> field, String name) {
    return field.orElseThrow(() -> ProtoMessage.bad(name + " is not there"));
  }

  static GatewayId gateway(Members message) {
    return Ids.gateway(message.text("gatewayId"))
        .orElseThrow(() -> Members.bad("gatewayId", "is no EUI"));
  }
}
