package dev.fuota.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Strategy;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.fleet.world.DeviceIdentity;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.DeviceSeries;
import dev.fuota.fleet.world.World;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.Delivery;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.firmware.FileCutter;
import dev.fuota.server.planner.GilbertElliott;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The device's own code takes a firmware that comes by unicast alone. */
class UnicastUpdateTest {
  private static final DataRate DATA_RATE = Region.EU868.dataRate(5).orElseThrow();
  private static final Duration HEARTBEAT = Duration.ofSeconds(60);
  private static final int FRAGMENT_SIZE = 48;

  @ParameterizedTest(name = "packages {0}, redundancy {1}, loss {2}")
  @CsvSource({"V1, 2, 0.1", "V1, 0, 0.02", "V2, 2, 0.1"})
  @DisplayName("TR-08, TR-01: a device updates over a session without a group, by unicast alone")
  void updates(PackageVersion version, double redundancy, double loss) {
    World world = new World(3, GilbertElliott.of(loss, 1));
    TrustedKeys keys = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
    DeviceSeries series =
        DeviceSeries.running(Payloads.old(), Strategy.AB, keys, HEARTBEAT, DATA_RATE, version);
    for (int i = 1; i <= 2; i++) {
      world.add(
          DeviceIdentity.draw(new DevAddr(i), FirmwareSamples.classId(), new SplittableRandom(i)),
          series);
    }
    world.simulation().run(Duration.ofMinutes(5));
    FileCutter.Outcome cut =
        FileCutter.firmware(
            Payloads.fresh(UpdateForm.DELTA),
            DeviceKind.SLOT_LIMIT,
            DATA_RATE,
            FRAGMENT_SIZE,
            redundancy,
            version);
    CampaignParameters parameters =
        CampaignParameters.builder()
            .delivery(Delivery.UNICAST)
            .maximumDuration(Duration.ofDays(20))
            .datafragLoopsMax(20)
            .build();
    CampaignGroup nobody = CampaignGroup.create(0, new DevAddr(9), new SplittableRandom(2));
    Campaign campaign =
        world.campaign(parameters, ((FileCutter.Ready) cut).file(), nobody, CampaignListener.NONE);
    campaign.start();
    world.simulation().runUntil(() -> campaign.verdict().isPresent());
    Verdict verdict = campaign.verdict().orElseThrow();
    assertThat(verdict.outcome()).as(verdict.sentence()).isEqualTo(Verdict.Outcome.DONE);
    assertThat(campaign.snapshot().multicastOctets()).isZero();
    assertThat(campaign.snapshot().round()).isLessThanOrEqualTo(20);
  }
}
