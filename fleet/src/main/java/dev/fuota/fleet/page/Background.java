package dev.fuota.fleet.page;

import dev.fuota.fleet.result.Check;
import dev.fuota.server.planner.EnergyModel;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a report says besides a result.
 *
 * @param rerun commands that give the same again
 * @param checks what was expected, and whether it is so
 * @param faults that were to strike
 * @param energy what the radios of the devices take
 * @param airTimeLimit share of any hour that a gateway may send in; empty: there is no limit
 */
record Background(
    Rerun rerun,
    List<Check> checks,
    List<Struck> faults,
    EnergyModel energy,
    OptionalDouble airTimeLimit) {
  Background {
    checks = List.copyOf(checks);
    faults = List.copyOf(faults);
  }

  /**
   * A fault.
   *
   * @param description one line
   * @param times how often it struck, in all cells together
   */
  record Struck(String description, long times) {}

  /** Whether all is as expected; a run that was stopped is not. */
  boolean ok(boolean complete) {
    return complete && checks.stream().allMatch(Check::ok);
  }
}
