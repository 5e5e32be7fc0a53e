package dev.fuota.drivers.rn2483;

import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links over RN2483 and RN2903 modules. */
public final class Rn2483 {
  private Rn2483() {}

  /**
   * A link that does nothing before it is started.
   *
   * @param line at 57600 baud; nobody else listens to it
   */
  public static ModemLink link(
      SerialLine line,
      ModemSettings settings,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth health) {
    return new ModemLink(
        new RnDialect(line, settings, scheduler), settings, scheduler, clock, random, health);
  }
}
