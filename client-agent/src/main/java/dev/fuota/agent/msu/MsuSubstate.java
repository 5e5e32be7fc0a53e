package dev.fuota.agent.msu;

/** Where a client in {@link MsuState#UPDATE} is in the file. */
public enum MsuSubstate {
  /** In the group, nothing received yet. */
  JOIN,
  /** Frames of the current chunk arrive. */
  RECV,
  /** A sequence complaint waits for its time. */
  SCM_WAIT,
  /** It was sent. */
  SCM_SENT,
  /** Nothing of the current chunk is missing. */
  CHUNK_OK,
  /** The server has closed the chunk. */
  IDLE,
  /** A chunk complaint waits for its time. */
  CCM_WAIT,
  /** It was sent. */
  CCM_SENT,
  /** The server has been silent for the update time-out. */
  STALL
}
