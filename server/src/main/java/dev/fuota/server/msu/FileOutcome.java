package dev.fuota.server.msu;

/** What became of a file at a client. */
public enum FileOutcome {
  /** Not said yet, or never. */
  UNKNOWN,
  PASS,
  FAIL,
  /** The client was at work on it when it was asked last. */
  UNFINISHED
}
