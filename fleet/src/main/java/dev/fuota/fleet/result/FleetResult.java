package dev.fuota.fleet.result;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a run, or of a share of it.
 *
 * @param cells that were run, in the order of their numbers
 */
public record FleetResult(Head head, List<CellResult> cells) {
  public FleetResult {
    cells = cells.stream().sorted(Comparator.comparingInt(CellResult::cell)).toList();
  }

  /**
   * Puts shares of one run together.
   *
   * @throws ResultProblem if they are of different runs, or have a cell in common
   */
  public static FleetResult merge(List<FleetResult> parts) {
    return Merge.of(parts);
  }

  /**
   * Whether it is to be merged with others: a share, or some shares put together. What is whole, or
   * was stopped before its end, is not.
   */
  public boolean isPart() {
    return head.shard().isPresent()
        || (cells.size() < head.cellsInAll() && cells.stream().allMatch(CellResult::ended));
  }

  /** All devices, cell by cell. */
  public Stream<DeviceLine> devices() {
    return cells.stream().flatMap(cell -> cell.devices().stream());
  }

  /** The sums. */
  public Figures figures() {
    return Figures.of(this);
  }

  /** What its scenario expects, and whether it is so; nothing is expected of a share alone. */
  public List<Check> checks() {
    return head.shard().isPresent() ? List.of() : checks(head.expectations());
  }

  /** Whether it is complete, and all is as its scenario expects. */
  public boolean ok() {
    return head.complete() && checks().stream().allMatch(Check::ok);
  }

  /** What is expected, and whether it is so. */
  public List<Check> checks(List<Expectation> expectations) {
    return Judgement.of(this, expectations);
  }
}
