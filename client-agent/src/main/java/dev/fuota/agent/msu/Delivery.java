package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.StatusCode;

/** Whether a file reached its destination. */
public sealed interface Delivery {

  /** It is there, whole. */
  record Done() implements Delivery {}

  /**
   * It is not, and nothing of it.
   *
   * @param code what the server is told
   * @param sentence for people
   */
  record Refused(StatusCode code, String sentence) implements Delivery {}
}
