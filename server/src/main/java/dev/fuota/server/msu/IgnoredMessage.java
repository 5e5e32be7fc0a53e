package dev.fuota.server.msu;

/** Why a well-formed message of a client had no effect. */
public enum IgnoredMessage {
  /** No client that is connected sends from there. */
  UNKNOWN_SOURCE,
  /** The Device ID is not that of the client which sends from there. */
  WRONG_DEVICE,
  WRONG_TRANSACTION,
  WRONG_FILE,
  /** A complaint about another chunk than the one whose window is open. */
  WRONG_CHUNK,
  /** A complaint about frames or chunks that the file does not have, or that were not sent yet. */
  BEYOND_FILE,
  /** A complaint when no window is open, or of a client that has reported its result. */
  CLOSED,
  /** A sequence complaint of a client that has lost its right to them. */
  EXCLUDED,
  /** More complaints of one client than a window has room for. */
  OVER_QUOTA,
  /** An I-Am of a device that the campaign is not for. */
  NOT_A_TARGET,
  /** An I-Am whose Device ID another address has claimed. */
  DUPLICATE_ID,
  /** More devices than a cycle takes. */
  TOO_MANY,
  /** Without the trailer that the security profile of the campaign wants, or with a wrong one. */
  UNSEALED,
  /** Nothing that a server waits for now. */
  UNEXPECTED
}
