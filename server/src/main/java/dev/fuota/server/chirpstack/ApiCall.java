package dev.fuota.server.chirpstack;

import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.util.function.Function;

/**
 * A call of ChirpStack's API.
 *
 * @param method service and method
 * @param message the request
 * @param reader makes a value of the answer
 */
record ApiCall<T>(String method, Bytes message, Function<ProtoMessage, T> reader) {

  static <T> ApiCall<T> of(
      String service, String method, ProtoWriter message, Function<ProtoMessage, T> reader) {
    return new ApiCall<>("api." + service + "/" + method, message.toBytes(), reader);
  }

  Decoded<T> read(Bytes answer) {
    return ProtoMessage.decode(method, answer, reader);
  }
}
