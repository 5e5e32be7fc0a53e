package dev.fuota.drivers.wioe5;

import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links over Wio-E5 modules. */
public final class WioE5 {
  private WioE5() {}

  /**
   * A link that does nothing before it is started.
   *
   * @param line at 9600 baud, if nobody changed it; nobody else listens to it
   */
  public static ModemLink link(
      SerialLine line,
      ModemSettings settings,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth health) {
    return new ModemLink(
        new WioDialect(line, settings, scheduler), settings, scheduler, clock, random, health);
  }
}
