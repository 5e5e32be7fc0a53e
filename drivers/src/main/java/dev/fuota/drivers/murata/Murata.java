package dev.fuota.drivers.murata;

import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links over Murata modules with HARDWARIO's lora-modem. */
public final class Murata {
  private Murata() {}

  /**
   * A link that does nothing before it is started.
   *
   * @param line at 19200 baud, if nobody changed it; nobody else listens to it
   */
  public static ModemLink link(
      SerialLine line,
      ModemSettings settings,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth health) {
    return new ModemLink(
        new MurataDialect(line, settings, scheduler), settings, scheduler, clock, random, health);
  }
}
