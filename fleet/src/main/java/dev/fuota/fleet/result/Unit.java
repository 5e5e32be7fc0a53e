package dev.fuota.fleet.result;

/** What the value of an expectation counts. */
public enum Unit {
  /** Devices, a whole number. */
  DEVICES,
  /** A share of all, 1 is all; of overhead, 1 is as much again. */
  SHARE,
  SECONDS,
  JOULES,
  /** The {@linkplain Ending#rank() rank} of how a campaign ended. */
  ENDING
}
