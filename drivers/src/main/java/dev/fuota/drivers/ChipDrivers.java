package dev.fuota.drivers;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.sx126x.Sx126xRadio;
import dev.fuota.drivers.sx127x.Sx127xRadio;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;

/** The drivers for the chips of boards. */
public final class ChipDrivers {
  private ChipDrivers() {}

  /**
   * The driver for the chip of a board, which does nothing before it is started.
   *
   * @param bus the wires that the chip is on
   */
  public static ChipRadio of(
      Board board, RadioBus bus, Scheduler scheduler, InstantSource clock, RadioHealth health) {
    return board.chip().isSx126x()
        ? new Sx126xRadio(bus, scheduler, clock, board, health)
        : new Sx127xRadio(bus, scheduler, clock, board, health);
  }
}
