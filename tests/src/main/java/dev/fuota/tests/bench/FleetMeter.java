package dev.fuota.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.fuota.fleet.cell.FleetProgress;
import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs a fleet of {@link FleetCampaign}, or a share of it, on all processors, and says what it
 * took: from the text of the scenario to the sums of the result, which is dropped then.
 */
final class FleetMeter {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final int KIBI = 1024;
  private static final double NANOS = 1e9;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Measures a whole fleet. */
  FleetCost measure(int devices) {
    return measure(devices, Shard.ALL);
  }

  /** Measures a share of a fleet of so many devices. */
  FleetCost measure(int devices, Shard shard) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    long processor = system.getProcessCpuTime();
    long wall = System.nanoTime();
    FleetResult result =
        new FleetRunner(
                FleetCampaign.of(devices),
                Runtime.getRuntime().availableProcessors(),
                shard,
                FleetProgress.NONE,
                () -> false)
            .run();
    Figures figures = result.figures();
    double seconds = (System.nanoTime() - wall) / NANOS;
    double busy = (system.getProcessCpuTime() - processor) / NANOS;
    return new FleetCost(
        figures.devices(),
        figures.count(Fate.UPDATED),
        seconds,
        busy,
        heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum(),
        process(),
        sent(result),
        figures.receptions(),
        figures.air().uplinks(),
        figures.events());
  }

  private static double sent(FleetResult result) {
    return result.cells().stream()
        .flatMap(cell -> cell.campaign().stream())
        .mapToInt(CampaignLine::sent)
        .average()
        .orElse(0);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** Octets of this process in memory at the most so far; empty where Linux does not tell. */
  private static OptionalLong process() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
