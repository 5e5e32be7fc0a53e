package dev.fuota.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.fuota.boot.Strategy;
import dev.fuota.boot.torture.Figures;
import dev.fuota.boot.torture.Layout;
import dev.fuota.boot.torture.Scenario;
import dev.fuota.boot.torture.Torture;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How many power-cut runs the torture makes, on an STM32WL (sectors of 2 KiB). Each line is a fixed
 * amount of work, done some times over; it shows the median. Processor time is that of the whole
 * process: compiler and garbage collector count too.
 */
final class TortureSpeed {
  private static final int KIB = 1024;
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 3;
  private static final double NANOS = 1e9;
  private static final SigningKey KEY =
      SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow();

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** One measurement of {@code runs} runs. */
  private record Sample(long runs, double processor, double wall) {
    double perSecond() {
      return runs / processor;
    }
  }

  /** Prints a table as it goes. */
  void run() {
    print("| work | runs | processor s | wall s | runs per processor second |");
    print("| --- | --- | --- | --- | --- |");
    Torture whole = torture(Strategy.OVERWRITE_ONLY, 64 * KIB);
    measure("64 KiB, single cuts", whole.pairs(0).random(0, 1).seeds(3), 4);
    measure("64 KiB, single cuts and pairs drawn", whole.pairs(4000).random(0, 1), 1);
    measure("64 KiB, single cuts, pairs and chains drawn", whole.random(2000, 5), 1);
    for (Strategy strategy :
        List.of(
            Strategy.IN_PLACE,
            Strategy.OVERWRITE_ONLY,
            Strategy.SWAP_SCRATCH,
            Strategy.SWAP_MOVE,
            Strategy.SWAP_OFFSET)) {
      allCleanPairs(strategy);
    }
  }

  private void allCleanPairs(Strategy strategy) {
    Torture torture = torture(strategy, 32 * KIB).random(0, 1).seeds(1);
    long budget = 4096;
    long all = cleanPairs(torture, budget);
    while (all > budget * 3 / 4) { // as many as were asked for: there may be more
      budget *= 4;
      all = cleanPairs(torture, budget);
    }
    measure("16 pages, all clean pairs, " + strategy.label(), torture.pairs(all), 1);
  }

  private static long cleanPairs(Torture torture, long budget) {
    return torture.pairs(budget).run().assertNoFailures().figures().cleanPairs();
  }

  private void measure(String name, Torture torture, int times) {
    for (int i = 0; i < WARM_UP; i++) {
      sample(torture, times);
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      samples.add(sample(torture, times));
    }
    samples.sort(Comparator.comparingDouble(Sample::perSecond));
    Sample median = samples.get(ROUNDS / 2);
    print(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.2f | %.2f | %.0f |",
            name,
            median.runs(),
            median.processor(),
            median.wall(),
            median.perSecond()));
  }

  private Sample sample(Torture torture, int times) {
    long runs = 0;
    long processor = system.getProcessCpuTime();
    long wall = System.nanoTime();
    for (int i = 0; i < times; i++) {
      Figures figures = torture.seed(i).run().assertNoFailures().figures();
      runs += figures.runs();
    }
    return new Sample(
        runs, (system.getProcessCpuTime() - processor) / NANOS, (System.nanoTime() - wall) / NANOS);
  }

  private static Torture torture(Strategy strategy, int octets) {
    return Torture.of(Layout.around(FlashProfile.STM32WL, octets))
        .strategy(strategy)
        .update(image(1, octets), image(2, octets))
        .trusting(TrustedKeys.of(KEY.publicKey()))
        .scenarios(List.of(Scenario.PERMANENT));
  }

  /** An image of so many octets in all. */
  private static Bytes image(int version, int octets) {
    int around = build(version, KIB).length() - KIB;
    return build(version, octets - around);
  }

  private static Bytes build(int version, int payload) {
    byte[] program = new byte[payload];
    new SplittableRandom(version).nextBytes(program);
    return ImageBuilder.of(Bytes.of(program), new ImageVersion(version, 0, 0, 0))
        .securityCounter(version)
        .classId(FirmwareSamples.classId())
        .sign(KEY);
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
