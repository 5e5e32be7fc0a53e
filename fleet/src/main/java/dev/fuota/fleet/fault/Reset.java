package dev.fuota.fleet.fault;

import java.time.Duration;

/** Resets the device at its moment. */
final class Reset extends Ailment {
  Reset(ArmedFault armed, Patient patient) {
    super(armed, patient);
  }

  @Override
  void act() {
    patient().after(Duration.ZERO, this::press); // not from within the device
  }

  private void press() {
    if (patient().device().press()) {
      strikes("it is reset");
    }
  }
}
