package dev.fuota.fleet.fault;

import java.util.Locale;

/** What a {@link Fault} does. */
public enum Deed {
  /** The supply of a device fails, in the middle of a flash operation if one is near. */
  POWER_CUT,
  /** A device is reset: nothing of it is left but flash and clock. */
  RESET,
  /** An uplink with an answer to a package request is lost on the air. */
  DROP_ANSWER,
  /** A downlink reaches a device twice. */
  DUPLICATE,
  /**
   * Octets change: of a downlink on its way to a device, or of a fragment before the server
   * protects it.
   */
  CORRUPT,
  /** A device answers what is not so. */
  LIE,
  /** A gateway neither hears nor sends. */
  GATEWAY_DOWN,
  /** The built-in server is killed, and started again from what it had stored. */
  SERVER_KILL;

  /** As files name it, such as {@code power-cut}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
