package dev.fuota.fleet.result;

import java.util.List;
import java.util.Optional;

/**
 * Of which run a result is.
 *
 * @param name of the scenario
 * @param seed of the run
 * @param scenarioSha256 of the scenario's text, 64 hexadecimal digits
 * @param version of the product
 * @param groups what each group of devices is, a few words each
 * @param devices of the whole fleet
 * @param cellsInAll of the whole fleet
 * @param expectations of the scenario, of the whole fleet
 * @param shard the share that was run; empty: all of it
 * @param complete whether every cell of it was run to its end
 */
public record Head(
    String name,
    long seed,
    String scenarioSha256,
    String version,
    List<String> groups,
    int devices,
    int cellsInAll,
    List<Expectation> expectations,
    Optional<Shard> shard,
    boolean complete) {
  public Head {
    groups = List.copyOf(groups);
    expectations = List.copyOf(expectations);
  }
}
