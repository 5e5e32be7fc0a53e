package dev.fuota.fleet.cell;

import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.result.CellResult;
import java.time.Duration;

/** Sees how far a fleet is; called by one thread at a time, in any order of the cells. */
public interface FleetProgress {
  /** Takes no notice. */
  FleetProgress NONE = new FleetProgress() {};

  /**
   * A cell goes on; told every ten seconds of its virtual time.
   *
   * @param since its start
   */
  default void onLook(int cell, FleetFigures figures, Duration since) {}

  /**
   * A cell was run.
   *
   * @param done cells so far, this one too
   * @param all cells to run
   */
  default void onCell(CellResult cell, int done, int all) {}
}
