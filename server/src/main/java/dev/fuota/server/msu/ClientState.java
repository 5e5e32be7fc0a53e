package dev.fuota.server.msu;

/** Where a client stands with the server. */
public enum ClientState {
  /** On the campaign's list, not heard of. */
  NOT_FOUND,
  /** Has answered a Who-Is. */
  FOUND,
  /** Two devices claim one Device ID; both stay out. */
  DUPLICATE,
  /** Asked to connect. */
  CONNECTING,
  CONNECTED,
  /** Has answered the Connect with an error. */
  REFUSED,
  /** Did not answer the Connect. */
  UNREACHABLE,
  /** Left out by the server: cannot do what the cycle needs. */
  UNSUITABLE,
  /** Was silent for longer than the connection timeout. */
  LOST,
  DISCONNECTED
}
