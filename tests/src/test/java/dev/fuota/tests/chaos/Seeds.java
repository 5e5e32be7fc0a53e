package dev.fuota.tests.chaos;

import dev.fuota.protocol.codec.PackageVersion;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs trials of many seeds. {@code -Dfuota.chaos.seeds=N} runs N of each kind, {@code
 * -Dfuota.chaos.seed=S} only that one; {@code -Dfuota.chaos.first=S} begins there.
 */
final class Seeds {
  private static final int USUAL = 1000;
  private static final int FAILURES_MAX = 3;
  private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

  private final Trial.Kind kind;
  private final PackageVersion version;
  private final List<String> failures = new ArrayList<>();
  private int atOnce;
  private long cuts;
  private long done;

  Seeds(Trial.Kind kind, PackageVersion version) {
    this.kind = kind;
    this.version = version;
  }

  /** Runs them all, and returns what failed, with the command that runs it again. */
  List<String> run() {
    Long single = Long.getLong("fuota.chaos.seed");
    long first = single == null ? Long.getLong("fuota.chaos.first", 1) : single;
    long end = first + (single == null ? Long.getLong("fuota.chaos.seeds", USUAL) : 1);
    long shown = System.nanoTime();
    long start = cpuNanos();
    for (long seed = first; seed < end && failures.size() < FAILURES_MAX; seed++) {
      tryOne(seed);
      if (System.nanoTime() - shown > PROGRESS_NANOS) {
        shown = System.nanoTime();
        say(end - first, start);
      }
    }
    say(end - first, start);
    return failures;
  }

  private void tryOne(long seed) {
    done++;
    try {
      Trial.Result result = Trial.run(kind, version, seed);
      atOnce += result.atOnce() ? 1 : 0;
      cuts += result.cuts();
    } catch (AssertionError failure) {
      failures.add(
          String.format(
              "%s, package version %d, seed %d: %s%n"
                  + "replay: ./mvnw -pl tests -am verify -Dsurefire.failIfNoSpecifiedTests=false"
                  + " -Dtest=%s -Dfuota.chaos.seed=%d",
              kind,
              version.number(),
              seed,
              failure.getMessage(),
              ChaosTest.class.getSimpleName(),
              seed));
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void say(long all, long start) {
    System.err.printf(
        "%s, package version %d: %d of %d seeds in %.1f s of processor time, %d with one campaign,"
            + " %d power cuts%n",
        kind, version.number(), done, all, (cpuNanos() - start) / 1e9, atOnce, cuts);
  }
}
