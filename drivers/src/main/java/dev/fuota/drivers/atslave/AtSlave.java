package dev.fuota.drivers.atslave;

import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links over STM32WL with ST's AT_Slave. */
public final class AtSlave {
  private AtSlave() {}

  /**
   * A link that does nothing before it is started.
   *
   * @param line at 9600 baud, if the firmware was not built for another speed; nobody else listens
   *     to it
   */
  public static ModemLink link(
      SerialLine line,
      ModemSettings settings,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth health) {
    return new ModemLink(
        new SlaveDialect(line, settings, scheduler), settings, scheduler, clock, random, health);
  }
}
