package dev.fuota.emulators;

import dev.fuota.drivers.board.Board;
import dev.fuota.emulators.chip.EmulatedChip;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.emulators.sx127x.Sx127xChip;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;

/** The emulated chips of boards. */
public final class EmulatedChips {
  private EmulatedChips() {}

  /**
   * The chip of a board, wired as it is there.
   *
   * @param air by which it sends and receives
   */
  public static EmulatedChip of(Board board, Radio air, Scheduler scheduler, InstantSource clock) {
    return board.chip().isSx126x()
        ? new Sx126xChip(air, scheduler, clock, Sx126xChip.Wiring.of(board))
        : new Sx127xChip(air, scheduler, clock, Sx127xChip.Wiring.of(board));
  }
}
