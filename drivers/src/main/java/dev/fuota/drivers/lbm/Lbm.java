package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links over modems with LoRa Basics Modem. */
public final class Lbm {
  private Lbm() {}

  /**
   * A link that does nothing before it is started.
   *
   * @param line at 115200 baud; nobody else listens to it
   * @param lines COMMAND, BUSY and EVENT; the link closes them with itself
   */
  public static ModemLink link(
      SerialLine line,
      HandshakeLines lines,
      ModemSettings settings,
      Scheduler scheduler,
      InstantSource clock,
      RandomGenerator random,
      ModemHealth health) {
    return new ModemLink(
        new LbmDialect(line, lines, settings, scheduler),
        settings,
        scheduler,
        clock,
        random,
        health);
  }
}
