package dev.fuota.fleet.cell;

import dev.fuota.fleet.fault.Portion;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Which devices are in which cell. The cells' sizes differ by one device at most, and each has its
 * share of each group, a run of consecutive devices.
 */
final class Dealing {
  private final Scenario scenario;
  private final int devices;
  private final int cells;

  /** How many devices of each group are in the cells before cell c. */
  private final int[][] before;

  private Dealing(Scenario scenario, int cells) {
    this.scenario = scenario;
    this.devices = scenario.count();
    this.cells = cells;
    this.before = new int[cells + 1][];
    before[0] = new int[scenario.groups().size()];
    for (int cell = 0; cell < cells; cell++) {
      before[cell + 1] = deal(before[cell], start(cell), start(cell + 1));
    }
  }

  /** Deals a scenario's devices out to as few cells as can be. */
  static Dealing of(Scenario scenario) {
    return into(scenario, (scenario.count() + scenario.cell() - 1) / scenario.cell());
  }

  /** Deals them out to so many cells; none of them is empty if there are no more than devices. */
  static Dealing into(Scenario scenario, int cells) {
    return new Dealing(scenario, cells);
  }

  int cells() {
    return cells;
  }

  int devices() {
    return devices;
  }

  /** Devices in all cells before {@code cell}. */
  private int start(int cell) {
    return (int) ((long) devices * cell / cells);
  }

  /**
   * The largest remainders get the devices that are left when each group gave its share, rounded
   * down; of equal ones the first.
   *
   * @param dealt how many of each group are in the cells before
   */
  private int[] deal(int[] dealt, int start, int end) {
    int groups = dealt.length;
    long left = (long) devices - start;
    long size = (long) end - start;
    int[] after = dealt.clone();
    List<Integer> order = new ArrayList<>();
    long[] rest = new long[groups];
    long given = 0;
    for (int i = 0; i < groups; i++) {
      long parts = (size(i) - dealt[i]) * size;
      after[i] += (int) (parts / left);
      given += parts / left;
      rest[i] = parts % left;
      order.add(i);
    }
    order.sort((one, other) -> Long.compare(rest[other], rest[one]));
    for (int i = 0; i < size - given; i++) {
      after[order.get(i)]++;
    }
    return after;
  }

  private int size(int group) {
    return scenario.groups().get(group).devices().size();
  }

  /** The scenario of one cell alone. */
  Scenario scenario(int cell) {
    if (cells == 1) {
      return scenario;
    }
    List<DeviceGroup> groups = new ArrayList<>();
    for (int i = 0; i < scenario.groups().size(); i++) {
      groups.add(scenario.groups().get(i).part(before[cell][i], before[cell + 1][i]));
    }
    return scenario.withSeed(seed(cell)).withGroups(groups);
  }

  /** A fleet of one cell keeps its seed; with it, it is what it was before there were cells. */
  long seed(int cell) {
    return cells == 1 ? scenario.seed() : CellSeed.of(scenario.seed(), cell);
  }

  /** Which part of the fleet a cell is, for faults that strike some devices of it. */
  Portion portion(int cell) {
    return new Portion(start(cell), start(cell + 1) - start(cell), devices);
  }

  /** The numbers in the fleet of a cell's devices, in the order of the cell. */
  int[] numbers(int cell) {
    int[] numbers = new int[start(cell + 1) - start(cell)];
    int next = 0;
    int first = 0;
    for (int i = 0; i < scenario.groups().size(); i++) {
      for (int device = before[cell][i]; device < before[cell + 1][i]; device++) {
        numbers[next] = first + device;
        next++;
      }
      first += size(i);
    }
    return numbers;
  }
}
