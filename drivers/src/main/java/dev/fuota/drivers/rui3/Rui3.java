package dev.fuota.drivers.rui3;

import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links over RAKwireless modules with RUI3. */
public final class Rui3 {
  private Rui3() {}

  /**
   * A link that does nothing before it is started.
   *
   * @param line at 115200 baud; nobody else listens to it
   */
  public static ModemLink link(
      SerialLine line,
      ModemSettings settings,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth health) {
    return new ModemLink(
        new Rui3Dialect(line, settings, scheduler), settings, scheduler, clock, random, health);
  }
}
