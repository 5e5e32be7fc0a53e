package dev.fuota.agent.msu;

/** The client's main states (MSU, section 7: MSU-146). */
public enum MsuState {
  /** Not running. */
  INIT,
  /** Loads and checks its configuration, opens its sockets. */
  CONFIG,
  /** No connection. */
  LISTENING,
  /** Waits for a Notification. */
  CONNECTED,
  /** Receives a file. */
  UPDATE,
  /** Checks and reports a file. */
  FINALIZATION,
  /** Undoes a cycle; passed within one event, so nobody meets a client in it. */
  ABORT
}
