package dev.fuota.server.chirpstack;

import dev.fuota.protocol.codec.Bytes;

/** What came of one HTTP exchange with ChirpStack's API. */
public sealed interface Reply {

  /** The call was done. */
  record Answer(Bytes message) implements Reply {}

  /**
   * ChirpStack says no.
   *
   * @param status gRPC status, 1..16
   * @param message ChirpStack's own words, at most {@link GrpcWeb#MESSAGE_MAX} characters
   */
  record Refused(int status, String message) implements Reply {}

  /** Nobody answered, or a proxy did in ChirpStack's place. Worth another try. */
  record Away(String why) implements Reply {}

  /** Somebody answered who does not speak gRPC-web. */
  record Garbage(String why) implements Reply {}
}
