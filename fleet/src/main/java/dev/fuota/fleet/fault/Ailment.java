package dev.fuota.fleet.fault;

import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A fault on one device. It begins at its moment; then it strikes once, or, if it lasts, whatever
 * it can until its time is over.
 */
abstract class Ailment {
  private final ArmedFault armed;
  private final Patient patient;
  private @Nullable Instant begun;
  private boolean spent;

  Ailment(ArmedFault armed, Patient patient) {
    this.armed = armed;
    this.patient = patient;
  }

  final ArmedFault armed() {
    return armed;
  }

  final Patient patient() {
    return patient;
  }

  /** Its time has come. */
  final void onTime() {
    begin();
  }

  /** The device is about to hear fragment {@code number}. */
  void onFragment(int number) {
    if (armed.fault().at() instanceof At.Fragment at && at.number() == number) {
      begin();
    }
  }

  /** The device begins a step. */
  void onBegun(Moment moment) {
    if (isAbout(moment)) {
      begin();
    }
  }

  /** The device has come through a step. */
  void onEnded(Moment moment) {}

  /** The device starts anew, behind whatever. */
  void onRestart() {}

  final boolean isAbout(Moment moment) {
    return armed.fault().at() instanceof At.Step step && step.moment() == moment;
  }

  private void begin() {
    if (begun == null) {
      begun = patient.now();
      act();
    }
  }

  /** What is done at once when it begins. */
  void act() {}

  /** Whether it can strike now. */
  final boolean isActive() {
    if (begun == null || spent) {
      return false;
    }
    return armed.fault().lasts().isZero()
        || patient.now().isBefore(begun.plus(armed.fault().lasts()));
  }

  final void strikes(String what) {
    spent |= armed.fault().lasts().isZero();
    armed.strikes(OptionalInt.of(patient.number()), what);
  }
}
