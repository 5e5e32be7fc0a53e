package dev.fuota.fleet.fault;

import java.util.Set;

/** Loses an answer on the air, with all its repetitions. */
final class LostAnswer extends Ailment {
  LostAnswer(ArmedFault armed, Patient patient) {
    super(armed, patient);
  }

  /**
   * Whether an uplink with package answers is lost.
   *
   * @param moments the steps that it ends
   */
  boolean loses(Set<Moment> moments) {
    boolean meant =
        !(armed().fault().at() instanceof At.Step step) || moments.contains(step.moment());
    if (!meant || !isActive()) {
      return false;
    }
    strikes("its answer is lost");
    return true;
  }
}
