package dev.fuota.server.chirpstack;

import dev.fuota.protocol.codec.Bytes;
import java.util.function.Consumer;

/** Carries one call to ChirpStack and brings the reply. */
public interface ApiTransport {

  /**
   * Makes a call.
   *
   * @param method service and method, such as {@code api.DeviceService/Enqueue}
   * @param message the request, in protocol buffers
   * @param then called exactly once, within a bounded time, on the thread that drives the server,
   *     and not before this method has returned
   */
  void call(String method, Bytes message, Consumer<Reply> then);
}
