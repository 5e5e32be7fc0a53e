package dev.fuota.fleet.fault;

import dev.fuota.fleet.world.Fitting;

/** Looks on, at devices and at the faults that strike them, and changes nothing. */
public interface Witness extends Fitting {
  /** Looks away. */
  Witness NONE = new Witness() {};

  /** A fault struck; called as it does. */
  default void onStrike(Strike strike) {}
}
