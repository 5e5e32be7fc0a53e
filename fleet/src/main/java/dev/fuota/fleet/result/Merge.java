package dev.fuota.fleet.result;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Puts shares of one run together. */
final class Merge {
  private Merge() {}

  static FleetResult of(List<FleetResult> parts) {
    if (parts.isEmpty()) {
      throw new ResultProblem("NOTHING_TO_MERGE", "there is no result to merge");
    }
    Head first = parts.get(0).head();
    List<CellResult> cells = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (FleetResult part : parts) {
      same(first, part.head());
      for (CellResult cell : part.cells()) {
        if (!seen.add(cell.cell())) {
          throw new ResultProblem("CELL_TWICE", "two results have cell " + cell.cell());
        }
        cells.add(cell);
      }
    }
    return new FleetResult(whole(first, complete(first, cells)), cells);
  }

  /** By what the cells say: what was put together of some shares may get the others, too. */
  private static boolean complete(Head head, List<CellResult> cells) {
    return cells.size() == head.cellsInAll() && cells.stream().allMatch(CellResult::ended);
  }

  private static Head whole(Head head, boolean complete) {
    return new Head(
        head.name(),
        head.seed(),
        head.scenarioSha256(),
        head.version(),
        head.groups(),
        head.devices(),
        head.cellsInAll(),
        head.expectations(),
        Optional.empty(),
        complete);
  }

  private static void same(Head first, Head other) {
    differ("scenario", first.scenarioSha256(), other.scenarioSha256());
    differ("name", first.name(), other.name());
    differ("seed", first.seed(), other.seed());
    differ("version", first.version(), other.version());
    differ("groups", first.groups(), other.groups());
    differ("devices", first.devices(), other.devices());
    differ("cells", first.cellsInAll(), other.cellsInAll());
    differ("expectations", first.expectations(), other.expectations());
  }

  private static void differ(String what, Object one, Object other) {
    if (!Objects.equals(one, other)) {
      throw new ResultProblem(
          "OTHER_RUN", "the results are of different runs: " + what + " " + one + " and " + other);
    }
  }
}
