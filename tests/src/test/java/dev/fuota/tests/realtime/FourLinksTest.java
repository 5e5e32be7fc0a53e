package dev.fuota.tests.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.mac.MacHabits;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One campaign updates four devices in real time: one on an SX1262, one on an SX1276, one on a
 * RAK3172 and one on a LoRa Basics Modem, the latter two behind pseudo-terminals. Drivers, emulated
 * hardware and devices live in the time of one event loop, and so meet their windows as the machine
 * lets them; only the air between them is a simulation, which is moved along the same time.
 */
@Execution(ExecutionMode.CONCURRENT) // it waits for real time, others may work meanwhile
class FourLinksTest {
  /** Many times what it takes on a machine with nothing else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Join-requests at the same time would meet in the air. */
  private static final Duration APART = Duration.ofMillis(1500);

  @TempDir private Path folder;

  @Test
  void oneCampaignUpdatesADeviceOnEachKindOfLink(TestReporter reporter) throws IOException {
    ExecutorService writer = Executors.newSingleThreadExecutor();
    List<Citizen> citizens = new ArrayList<>();
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now())) {
      Town town = new Town(loop);
      try (Hardware hardware = new Hardware(loop, town)) {
        List<Citizen.Linking> links =
            List.of(hardware::sx1262, hardware::sx1276, hardware::rak3172, hardware::lbm);
        for (Citizen.Linking link : links) {
          Citizen.Keys keys = new Citizen.Keys(1 + citizens.size());
          town.register(keys);
          Citizen citizen = new Citizen(keys, folder, loop, writer, link);
          loop.after(APART.multipliedBy(citizens.size()), citizen::switchOn);
          citizens.add(citizen);
        }
        update(town, citizens, hardware);
        reporter.publishEntry("receive windows of both chips", hardware.windows.toString());
      } finally {
        for (Citizen citizen : citizens) {
          citizen.close();
        }
      }
    } finally {
      writer.shutdown();
    }
  }

  private static void update(Town town, List<Citizen> citizens, Hardware hardware) {
    boolean joined = town.pace.run(() -> citizens.stream().allMatch(Citizen::isActive), PATIENCE);
    assertThat(joined).as("all have joined: %s", hardware.troubles).isTrue();

    Campaign campaign = town.campaign(citizens);
    town.pace.enter(campaign::start);
    town.pace.run(() -> campaign.verdict().isPresent(), PATIENCE);

    Verdict verdict = campaign.verdict().orElseThrow();
    assertThat(verdict.outcome())
        .as("%s %s", verdict.sentence(), hardware.troubles)
        .isEqualTo(Verdict.Outcome.DONE);
    for (Citizen citizen : citizens) {
      assertThat(citizen.booted).startsWith(Town.OLD).endsWith(Town.NEW);
    }
    assertThat(hardware.violations()).isEmpty();
    assertThat(hardware.windows.percentile(0.5))
        .as("%s", hardware.windows)
        .isLessThanOrEqualTo(MacHabits.USUAL.clockError());
  }
}
