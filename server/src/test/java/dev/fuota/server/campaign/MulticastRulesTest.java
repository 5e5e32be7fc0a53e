package dev.fuota.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.harness.FakeNetwork.Given;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pace of multicast frames, with the summary reports in the test's hands. */
class MulticastRulesTest extends CampaignBench {

  private Campaign transferring(CampaignParametersBuilder parameters) {
    network.doNotReportMulticast();
    Campaign campaign = start(1, parameters);
    answerGroupSetup(1);
    answerFragSetup(1);
    answerSessionSetup(1);
    time.runUntil(() -> !network.multicast().isEmpty());
    return campaign;
  }

  private List<Duration> gaps() {
    List<Given> given = network.multicast();
    return java.util.stream.IntStream.range(1, given.size())
        .mapToObj(i -> Duration.between(given.get(i - 1).at(), given.get(i).at()))
        .toList();
  }

  @Test
  @DisplayName("TP-07: without a summary report the next frame goes after summary_report_timeout")
  void goesOnWithoutAReport() {
    transferring(parameters().summaryReportTimeout(Duration.ofSeconds(40)));
    time.run(Duration.ofMinutes(10));
    assertThat(gaps()).hasSize(15).containsOnly(Duration.ofSeconds(40));
    assertThat(network.multicast().get(0).isCancelled()).isTrue();
  }

  @Test
  @DisplayName(
      "TP-07, TR-07: summary_report_timeout 0 waits without end, and nothing is sent meanwhile")
  void waitsWithoutEnd() {
    transferring(parameters().summaryReportTimeout(Duration.ZERO));
    time.run(Duration.ofHours(5));
    assertThat(network.multicast()).hasSize(1);
    network.reportSent(network.multicast().get(0));
    time.run(Duration.ofSeconds(1));
    assertThat(network.multicast()).hasSize(2);
  }

  @Test
  @DisplayName(
      "TR-03: the network learns who is to hear the group, and on which channel it listens")
  void theNetworkKnowsTheWindow() {
    CampaignGroup group =
        new CampaignGroup(
            1, Fixtures.GROUP.mcAddr(), Fixtures.GROUP.mcKey(), Set.of(new DeviceId(7)));
    start(1, parameters(), group);
    assertThat(network.members()).containsExactlyInAnyOrder(device(0), new DeviceId(7));
    transferring(parameters());
    assertThat(network.channel()).contains(parameters().build().multicastChannel());
  }

  @Test
  @DisplayName("TP-04, TP-07: the wait without end ends with maximum_duration, in a verdict")
  void theWaitEndsWithTheCampaign() {
    Campaign campaign =
        transferring(
            parameters().summaryReportTimeout(Duration.ZERO).maximumDuration(Duration.ofHours(20)));
    time.run(Duration.ofHours(20));
    assertThat(campaign.verdict().map(Verdict::outcome)).contains(Verdict.Outcome.FAILED);
  }

  @Test
  @DisplayName("TP-07: with summary_reports_disabled frames go at their pace, reports or not")
  void doesNotWait() {
    transferring(parameters().summaryReportsDisabled(true).mcastMsgDelay(Duration.ofSeconds(3)));
    time.run(Duration.ofMinutes(1));
    assertThat(gaps()).hasSize(20).containsOnly(Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("TP-06, TP-07: then the duty cycle sets the pace, and the queue stays short")
  void doesNotOutrunTheDutyCycle() {
    transferring(parameters().summaryReportsDisabled(true).mcastMsgDelay(Duration.ZERO));
    time.run(Duration.ofSeconds(20));
    // SF7, 66 octets without CRC: 118.016 ms; at 10 % one every 1180.16 ms
    assertThat(gaps()).hasSize(16).containsOnly(Duration.ofNanos(1_180_160_000L));
  }

  @ParameterizedTest(name = "{0} devices: {1} s")
  @CsvSource({"1, 40", "15, 40", "16, 41", "1600, 140", "3000, 168"})
  @DisplayName("TP-07: the wait grows by a second for 16 devices of the group, at most 128 s")
  void theWaitGrowsWithTheGroup(int devices, int seconds) {
    Set<DeviceId> members = new HashSet<>();
    for (int i = 1; i < devices; i++) {
      members.add(new DeviceId(0x10000 + i));
    }
    CampaignGroup group =
        new CampaignGroup(1, Fixtures.GROUP.mcAddr(), Fixtures.GROUP.mcKey(), members);
    CampaignPlan plan =
        new CampaignPlan(
            parameters().summaryReportTimeout(Duration.ofSeconds(40)).build(),
            Lab.upload(5),
            group,
            targets(1),
            counters);
    assertThat(plan.summaryTimeout()).contains(Duration.ofSeconds(seconds));
  }

  @Test
  @DisplayName("TP-12: session_duration replaces T, and must hold a round")
  void sessionDurationIsGiven() {
    start(1, parameters().sessionDuration(Duration.ofSeconds(1000)));
    answerGroupSetup(1);
    answerFragSetup(1);
    assertThat(sessionReq().length()).isEqualTo(Duration.ofSeconds(1024)); // the least power of 2
    CampaignPlan plan =
        new CampaignPlan(
            parameters().sessionDuration(Duration.ofSeconds(20)).build(),
            Lab.upload(5),
            Fixtures.GROUP,
            targets(1),
            counters);
    assertThat(plan.problems(time.instant()))
        .extracting(Problem::parameter)
        .containsExactly("session_duration");
  }

  @Test
  @DisplayName("TP-14: fsession_status_spread that is given goes to the devices as BlockAckDelay")
  void theSpreadIsGiven() {
    CampaignPlan plan =
        new CampaignPlan(
            parameters().fsessionStatusSpread(Duration.ofSeconds(100)).build(),
            Lab.upload(5),
            Fixtures.GROUP,
            targets(1),
            counters);
    assertThat(plan.statusSpreadSeconds()).isEqualTo(100);
    assertThat(plan.blockAckDelay()).isEqualTo(3); // 2^(3 + 4) s
  }
}
