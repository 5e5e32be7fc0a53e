package dev.fuota.fleet.fault;

import java.util.Set;

/** Brings a downlink to the device once more. */
final class Repetition extends Ailment {
  Repetition(ArmedFault armed, Patient patient) {
    super(armed, patient);
  }

  /**
   * Whether a downlink comes twice.
   *
   * @param moments the steps that it begins
   * @param fragment whether it is a fragment
   */
  boolean repeats(Set<Moment> moments, boolean fragment) {
    At at = armed().fault().at();
    boolean meant =
        at instanceof At.Step step
            ? moments.contains(step.moment())
            : fragment || !(at instanceof At.Fragment);
    return meant && isActive();
  }
}
