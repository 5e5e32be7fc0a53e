package dev.fuota.tests.bench;

import dev.fuota.fleet.result.Shard;
import java.util.Locale;

/**
 * A fleet that is run in shares, one after the other in one process: of each only the sums are
 * kept, so that the memory stays what one share takes.
 */
final class FleetShards {
  private static final int COLLECTIONS = 3;
  private static final double MEBI = 1 << 20;

  private final FleetMeter meter = new FleetMeter();

  /** Prints a table as it goes, and the sums under it. */
  void run(int devices, int shards) {
    System.out.println(
        "| share | devices | updated | wall s | processor s | heap after a collection MiB |"
            + " peak heap MiB | peak process MiB |");
    System.out.println("|--:|--:|--:|--:|--:|--:|--:|--:|");
    long run = 0;
    long updated = 0;
    double wall = 0;
    double processor = 0;
    for (int i = 0; i < shards; i++) {
      FleetCost cost = meter.measure(devices, new Shard(i, shards));
      row(i, cost, used());
      run += cost.devices();
      updated += cost.updated();
      wall += cost.wall();
      processor += cost.processor();
    }
    System.out.println(
        String.format(
            Locale.ROOT, "| all | %d | %d | %.1f | %.1f | | | |", run, updated, wall, processor));
  }

  private static void row(int share, FleetCost cost, long used) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %d | %d | %d | %.1f | %.1f | %.1f | %.0f | %s |",
            share,
            cost.devices(),
            cost.updated(),
            cost.wall(),
            cost.processor(),
            used / MEBI,
            cost.heap() / MEBI,
            cost.processMebi()));
  }

  /** Octets of the heap that are still needed. */
  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
