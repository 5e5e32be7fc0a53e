package dev.fuota.drivers.rui3;

import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Links over RAKwireless modules with RUI3. */
public final class Rui3 {
  private Rui3() {}

  /**
   * Whether an agent on the usual ports can use a module with this firmware.
   *
   * @param version as {@code AT+VER=?} tells it; hostile
   * @return why not; empty if it can, or if this is no version of RUI3
   */
  public static Optional<Unfit> unfit(String version) {
    return Firmware.of(version).flatMap(found -> found.unfit(ModemSettings.DEFAULT_PORTS));
  }

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
