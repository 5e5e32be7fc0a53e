package dev.fuota.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.harness.FakeNetwork.Listening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The network is told where devices listen while a session of class C lasts. */
class SessionEarsTest extends CampaignBench {
  private final CampaignParameters parameters =
      parameters()
          .sessionDuration(Duration.ofHours(1))
          .fsessionStatusThreshold(100)
          .successThreshold(50)
          .beyond(it -> it.withRepair(true).withRepairMax(10))
          .build();
  private final Campaign campaign =
      new Campaign(
          parameters,
          new Job.UpgradeFirmware(firmware()),
          Fixtures.GROUP,
          List.of(target(0, false), target(1, true)),
          new CampaignPorts(network, time, time, counters, CampaignListener.NONE));

  @Override
  CutFile firmware() {
    return Fixtures.firmware(5, 40);
  }

  private static Target target(int number, boolean leaves) {
    return new Target(
        device(number),
        genAppKey(number),
        RootKeyKind.GEN_APP_KEY,
        INTERVAL,
        PackageVersion.V1,
        leaves);
  }

  @Test
  @DisplayName("Who leaves when complete is taken to have left, until it says what it misses")
  void untilTheEndOrUntilComplete() {
    campaign.start();
    heartbeat(0);
    heartbeat(1);
    answerGroupSetup(2);
    answerFragSetup(2);
    Instant start = new GpsTime(sessionReq().sessionTime()).near(time.instant());
    Instant end = start.plusSeconds(1L << sessionReq().timeOut());
    assertThat(end).isAfterOrEqualTo(start.plusSeconds(3600));
    assertTells(0, start, end);
    assertTells(1, start, end);

    answerSessionSetup(2);
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    assertTells(0, start, end);
    assertThat(network.listening(device(1)).until()).isEqualTo(time.instant());

    network.uplink(device(0), 201, new FragSessionStatusAns(0, 25, 0, false));
    network.uplink(device(1), 201, new FragSessionStatusAns(0, 22, 3, false));
    time.runUntil(() -> campaign.snapshot().stage() == Stage.UNICAST_REPAIR);
    assertTells(1, start, end);
  }

  /** Devices open the session two seconds early at most; a few more do no harm. */
  private void assertTells(int device, Instant start, Instant end) {
    Listening told = network.listening(device(device));
    assertThat(told.channel()).isEqualTo(parameters.multicastChannel());
    assertThat(told.from()).isBetween(start.minusSeconds(10), start.minusSeconds(2));
    assertThat(told.until()).isBetween(end.plusSeconds(2), end.plusSeconds(10));
  }
}
