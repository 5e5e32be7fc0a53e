package dev.fuota.tests.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A thousand runs. {@code -Dfuota.mac.seeds=N} runs N, {@code -Dfuota.mac.seed=S} only that one,
 * {@code -Dfuota.mac.first=S} begins there.
 */
class MacChaosTest {
  private static final int USUAL = 1000;
  private static final int FAILURES_MAX = 3;

  @Test
  @DisplayName(
      "Whatever befalls devices, gateways, server and air, no counter and no nonce is used twice,"
          + " and then every device gets through")
  void whateverHappensNothingIsUsedTwice() {
    Long single = Long.getLong("fuota.mac.seed");
    long first = single == null ? Long.getLong("fuota.mac.first", 1) : single;
    long end = first + (single == null ? Long.getLong("fuota.mac.seeds", USUAL) : 1);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<String> failures = new ArrayList<>();
    long devices = 0;
    long arrived = 0;
    long events = 0;
    long commanded = 0;
    Duration calm = Duration.ZERO;
    for (long seed = first; seed < end && failures.size() < FAILURES_MAX; seed++) {
      try {
        MacTrial.Result result = MacTrial.run(seed);
        devices += result.devices();
        arrived += result.arrived();
        events += result.events();
        commanded += result.commanded();
        calm = result.calm().compareTo(calm) > 0 ? result.calm() : calm;
      } catch (AssertionError failure) {
        failures.add(
            String.format(
                "seed %d: %s%nreplay: ./mvnw -pl tests -am verify -Dtest=%s"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dfuota.mac.seed=%d",
                seed, failure.getMessage(), MacChaosTest.class.getSimpleName(), seed));
      }
    }
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    System.err.printf(
        "MAC: %d seeds, %d devices, %d events in %.1f s of processor time; %d payloads arrived, in"
            + " %d sessions the network was hostile, calm took %d min at most%n",
        end - first, devices, events, took / 1e9, arrived, commanded, calm.toMinutes());
    assertThat(failures).isEmpty();
    assertThat(arrived).isGreaterThan(devices);
  }

  @Test
  @DisplayName("The same seed gives the same run")
  void theSameSeedGivesTheSameRun() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(MacTrial.run(seed)).isEqualTo(MacTrial.run(seed));
    }
  }
}
