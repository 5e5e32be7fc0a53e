package dev.fuota.server.msu;

/** The parts of a cycle (MSU, sections 9 to 13). */
public enum MsuPhase {
  READY,
  DISCOVERY,
  GROUPING,
  CONNECT,
  ANNOUNCEMENT,
  /** Every frame for the first time, with the sequence complaints. */
  TRANSFER,
  /** Chunk complaints. */
  REPAIR,
  STATUS,
  DISCONNECT,
  ABORT,
  DONE
}
