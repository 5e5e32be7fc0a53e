package dev.fuota.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.fuota.fleet.cell.FleetProgress;
import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.Scenario;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;

/**
 * How long {@link FleetCampaign} takes, from the text of the scenario to the result, in fleets of
 * several sizes, on all processors. Processor time is that of the whole process: compiler and
 * garbage collector count too. The peak of the heap counts what was not yet collected.
 */
final class FleetSpeed {
  private static final List<Integer> SIZES = List.of(100, 1000, 10_000, 100_000);
  private static final int CELL = 250;
  private static final double NANOS = 1e9;
  private static final double MEBI = 1 << 20;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * Prints a table as it goes.
   *
   * @param sizes of the fleets; none: 100 to 100,000
   */
  void run(List<Integer> sizes) {
    print(
        "| devices | updated | wall s | processor s | peak heap MiB | receptions |"
            + " receptions per s | events |");
    print("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (int devices : sizes.isEmpty() ? SIZES : sizes) {
      measure(devices);
    }
  }

  private void measure(int devices) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    long processor = system.getProcessCpuTime();
    long wall = System.nanoTime();
    Scenario scenario = FleetCampaign.of(devices, CELL);
    int threads = Runtime.getRuntime().availableProcessors();
    Figures figures =
        new FleetRunner(scenario, threads, Shard.ALL, FleetProgress.NONE, () -> false)
            .run()
            .figures();
    double seconds = (System.nanoTime() - wall) / NANOS;
    double busy = (system.getProcessCpuTime() - processor) / NANOS;
    long peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    print(
        String.format(
            Locale.ROOT,
            "| %d | %d | %.1f | %.1f | %.0f | %d | %.0f | %d |",
            devices,
            figures.count(Fate.UPDATED),
            seconds,
            busy,
            peak / MEBI,
            figures.receptions(),
            figures.receptions() / seconds,
            figures.events()));
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
