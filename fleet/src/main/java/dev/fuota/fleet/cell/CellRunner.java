package dev.fuota.fleet.cell;

import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.scenario.Scenario;

/** Runs one cell of a scenario, from its start to its end, on the thread that asks. */
public final class CellRunner {
  private CellRunner() {}

  /**
   * Runs a cell; the same scenario and number give the same result, whatever else runs.
   *
   * @param cell 0 and up
   */
  public static CellResult run(Scenario scenario, int cell) {
    throw new UnsupportedOperationException(scenario.name() + " " + cell);
  }
}
