package dev.fuota.tests.msu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A thousand runs of whole cycles. {@code -Dfuota.chaos.seeds=N} runs N, {@code
 * -Dfuota.chaos.seed=S} only that one, {@code -Dfuota.chaos.first=S} begins there.
 */
class MsuChaosTest {
  private static final int USUAL = 1000;
  private static final int FAILURES_MAX = 3;
  private static final double SERVED_MIN = 0.95;

  @Test
  @DisplayName(
      "MSU-001, MSU-004, MSU-110, MSU-X21, MSU-X23: whatever befalls network, disks and processes,"
          + " nothing breaks, and then every file comes")
  void whateverHappensTheFilesCome() {
    Long single = Long.getLong("fuota.chaos.seed");
    long first = single == null ? Long.getLong("fuota.chaos.first", 1) : single;
    long end = first + (single == null ? Long.getLong("fuota.chaos.seeds", USUAL) : 1);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<String> failures = new ArrayList<>();
    long clients = 0;
    long reachable = 0;
    long served = 0;
    long events = 0;
    for (long seed = first; seed < end && failures.size() < FAILURES_MAX; seed++) {
      try {
        MsuTrial.Result result = MsuTrial.run(seed);
        clients += result.clients();
        reachable += result.reachable();
        served += result.served();
        events += result.events();
      } catch (AssertionError failure) {
        failures.add(
            String.format(
                "seed %d: %s%nreplay: ./mvnw -pl tests -am verify -Dtest=%s"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dfuota.chaos.seed=%d",
                seed, failure.getMessage(), MsuChaosTest.class.getSimpleName(), seed));
      }
    }
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    System.err.printf(
        "MSU: %d seeds, %d clients, %d events in %.1f s of processor time; of %d clients that"
            + " nothing but loss befell %d had all files at once%n",
        end - first, clients, events, took / 1e9, reachable, served);
    assertThat(failures).isEmpty();
    assertThat((double) served).isGreaterThanOrEqualTo(SERVED_MIN * reachable);
  }

  @Test
  @DisplayName("The same seed gives the same run")
  void theSameSeedGivesTheSameRun() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(MsuTrial.run(seed)).isEqualTo(MsuTrial.run(seed));
    }
  }
}
