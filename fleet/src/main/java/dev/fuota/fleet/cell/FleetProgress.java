package dev.fuota.fleet.cell;

import dev.fuota.fleet.result.CellResult;

/** Sees how far a fleet is; called by one thread at a time, in any order of the cells. */
@FunctionalInterface
public interface FleetProgress {
  /** Takes no notice. */
  FleetProgress NONE = (cell, done, all) -> {};

  /**
   * A cell was run.
   *
   * @param done cells so far, this one too
   * @param all cells to run
   */
  void onCell(CellResult cell, int done, int all);
}
