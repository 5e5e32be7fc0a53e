package dev.fuota.fleet.air;

import dev.fuota.hal.radio.Radio;
import dev.fuota.server.planner.RadioTimes;

/** A device's radio, and what the simulation knows about it. */
public interface DeviceRadio extends Radio {

  /** How long it sent and received until now. */
  RadioTimes times();
}
