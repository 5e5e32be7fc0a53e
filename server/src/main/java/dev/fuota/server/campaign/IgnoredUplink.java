package dev.fuota.server.campaign;

/** Why an uplink on one of the campaign's ports had no effect; stable names. */
public enum IgnoredUplink {
  /** The device is not a target of the campaign. */
  FOREIGN_DEVICE,
  /** The payload, or the rest of it, is no command of the package. */
  MALFORMED,
  /** An answer that was never asked for. */
  UNEXPECTED,
  /** An answer about another group or another fragmentation session. */
  OTHER_SESSION,
  /** The device had answered already. */
  DOUBLED,
  /** The answer came when the campaign could not use it any more. */
  LATE
}
