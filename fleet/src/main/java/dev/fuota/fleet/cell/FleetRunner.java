package dev.fuota.fleet.cell;

import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import java.util.function.BooleanSupplier;

/**
 * Runs the cells of a scenario, or a share of them, on a fixed number of threads. The result does
 * not depend on that number.
 *
 * @param threads 1 and up
 * @param shard which cells; {@link Shard#ALL}: all
 * @param stop asked again and again; once it says yes, no more cells are begun, those that run are
 *     given up, and the result is marked as not complete
 */
public record FleetRunner(
    Scenario scenario, int threads, Shard shard, FleetProgress progress, BooleanSupplier stop) {

  /** Runs it to its end. */
  public FleetResult run() {
    throw new UnsupportedOperationException(scenario.name());
  }
}
