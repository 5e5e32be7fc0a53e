package dev.fuota.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.harness.FakeNetwork;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.store.MemoryStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ten thousand devices through a whole campaign. */
class CampaignCostTest {
  private static final int DEVICES = 10_000;
  private static final int HEAP_MAX = 1024; // octets for each device

  private final VirtualTime time = new VirtualTime();
  private final FakeNetwork network = new FakeNetwork(time);

  private static List<Target> targets() {
    Duration interval = Duration.ofMinutes(1);
    AesKey key = Fixtures.GROUP.mcKey();
    return IntStream.range(0, DEVICES)
        .mapToObj(i -> new Target(new DeviceId(1L << 32 | i), key, interval, PackageVersion.V1))
        .toList();
  }

  private static long heap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void fromAll(int fPort, Bytes payload) {
    for (int i = 0; i < DEVICES; i++) {
      network.uplink(new DeviceId(1L << 32 | i), fPort, payload);
    }
  }

  @Test
  @DisplayName("TP-17: ten thousand devices take less than 1 KiB of heap each, at any stage")
  void tenThousandDevices() {
    List<Target> targets = targets();
    long before = heap();
    Campaign campaign =
        new Campaign(
            CampaignParameters.builder().ucastMsgDelay(Duration.ZERO).build(),
            new Job.UpgradeFirmware(Fixtures.firmware(5)),
            Fixtures.GROUP,
            targets,
            new CampaignPorts(
                network,
                time,
                time,
                new SessionCounters(new MemoryStore()),
                CampaignListener.NONE));
    campaign.start();
    assertHeap("waiting for the first uplink", before);
    fromAll(1, Bytes.of((byte) 1));
    assertThat(campaign.counts().of(Stage.MC_GROUP_SETUP).pending()).isEqualTo(DEVICES);

    fromAll(200, new McGroupSetupAns(1, false).encode());
    fromAll(201, new FragSessionSetupAns(false, false, false, false, 0).encode());
    Instant start = sessionStart();
    int left = Math.toIntExact(Duration.between(time.instant(), start).toSeconds());
    fromAll(200, McClassCSessionAns.accepted(1, left).encode());
    time.runUntil(() -> campaign.snapshot().stage() == Stage.FRAG_SESSION_STATUS);
    network.forget();
    assertHeap("transferred", before);
    fromAll(201, new FragSessionStatusAns(0, 20, 0, false).encode());
    time.runUntil(() -> campaign.counts().of(Stage.DEV_UPGRADE_IMAGE).pending() == DEVICES);
    fromAll(
        203,
        new DevUpgradeImageAns(
                DevUpgradeImageAns.VALID_IMAGE, java.util.OptionalLong.of(Fixtures.NEW))
            .encode());
    fromAll(203, new DevRebootCountdownAns(60).encode());
    fromAll(204, UpdatingDevice.versionReport(Fixtures.NEW));
    assertThat(campaign.verdict().map(Verdict::outcome)).contains(Verdict.Outcome.DONE);
    network.forget();
    assertHeap("over", before);
  }

  private Instant sessionStart() {
    FakeNetwork.Given last = network.unicast().get(network.unicast().size() - 1);
    var req = (dev.fuota.protocol.multicast.McClassCSessionReq) CampaignBench.multicastSetup(last);
    return new GpsTime(req.sessionTime()).near(time.instant());
  }

  private static void assertHeap(String when, long before) {
    long each = (heap() - before) / DEVICES;
    assertThat(each).as(when).isLessThan(HEAP_MAX);
  }
}
