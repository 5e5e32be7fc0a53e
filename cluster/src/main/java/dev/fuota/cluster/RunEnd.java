package dev.fuota.cluster;

import dev.fuota.fleet.result.FleetResult;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param cells a result each, those that came
 * @param refusal why no more came; empty: all did, or the user stopped it
 */
record RunEnd(List<FleetResult> cells, Optional<String> refusal) {
  RunEnd {
    cells = List.copyOf(cells);
  }
}
