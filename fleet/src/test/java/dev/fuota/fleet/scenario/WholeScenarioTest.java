package dev.fuota.fleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.fuota.boot.Strategy;
import dev.fuota.fleet.air.BurstLinks;
import dev.fuota.fleet.air.Bursts;
import dev.fuota.fleet.air.DwellBursts;
import dev.fuota.fleet.fault.At;
import dev.fuota.fleet.fault.Deed;
import dev.fuota.fleet.fault.Fault;
import dev.fuota.fleet.fault.Moment;
import dev.fuota.fleet.fault.Whom;
import dev.fuota.fleet.result.Comparison;
import dev.fuota.fleet.result.Expectation;
import dev.fuota.fleet.result.Metric;
import dev.fuota.fleet.result.Unit;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.planner.GilbertElliott;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of thing that a scenario can say is read as it is written. */
class WholeScenarioTest {
  private static final String TEXT =
      """
      apiVersion: fuota/v1
      name: whole
      cell: 7
      gateways: 3
      air:
        preset: suburban
        bursts:
          device: {model: gilbert-elliott, mean: 20%, burst: 4}
          area: {model: dwell, good: 1%, bad: 0.9, meanGood: 3min, meanBad: 18s}
          gateway: {model: independent, mean: 2%}
      fleet:
        - {count: 9, firmware: 2.0.0, ram: 2KiB, flash: {sector: 4KiB, slot: 128KiB}, switchOnAfter: 1h,
           bootloader: in-place, clockDriftPpm: 40, compatibility: [join-answers, late-class-b]}
        - {count: 2, server: chirpstack}
      faults:
        - {at: fragment 12, devices: 25%, do: reset}
        - {at: boot, every: flash-operation, devices: 1, do: power-cut}
        - {at: 2h, gateway: 2, do: gateway-down, for: 10min}
      campaign:
        image: 10KiB
        fragmentSize: 100
        redundancy: 130%
        spacing: 3s
        retries: 4
        successThreshold: 95%
        parameters: {fsession_status_threshold: 3, repair: true}
      expect:
        - {complete: ">= 99.5%", within: 6h}
        - {bricked: 0, duration: "< 2h"}
        - {airtime: {perGateway: "<= 1%"}, energy: {perDevice: 12.5}, collided: "< 3%"}
      """;

  private final Scenario whole = ScenarioFile.read("whole.yaml", TEXT, name -> "");

  @Test
  void theAir() {
    assertThat(whole.gateways()).hasSize(3);
    Bursts bursts = whole.air().model().bursts();
    assertThat(whole.air().device())
        .contains(new BurstLinks(GilbertElliott.of(0.2, 4)))
        .contains(bursts.device());
    assertThat(bursts.cell())
        .isEqualTo(new DwellBursts(Duration.ofMinutes(3), Duration.ofSeconds(18), 0.01, 0.9));
    GilbertElliott gateway = ((BurstLinks) bursts.gateway()).chain();
    assertThat(gateway.meanLoss()).isCloseTo(0.02, offset(1e-12));
    assertThat(gateway.lossGivenPreviousLoss()).isCloseTo(0.02, offset(1e-12));
  }

  @Test
  void theDevices() {
    assertThat(whole.cell()).isEqualTo(7);
    DeviceGroup first = whole.groups().get(0);
    assertThat(first.firmware()).isEqualTo(Sample.V2);
    assertThat(first.flash().sectorSize()).isEqualTo(4096);
    assertThat(first.flash().partitions().download()).isEqualTo(128 * 1024);
    assertThat(first.strategy()).isEqualTo(Strategy.IN_PLACE);
    assertThat(first.switchOnAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(first.clockDriftPpm()).isEqualTo(40);
    assertThat(first.compatibility().joinAnswers()).isTrue();
    assertThat(first.compatibility().lateClassB()).isTrue();
    assertThat(first.compatibility().blankDescriptor()).isFalse();
    assertThat(whole.groups().get(1).compatibility().blankDescriptor()).isTrue();
    assertThat(whole.groups().get(1).devices().get(0).devEui()).hasToString("70b3d57ed000000a");
  }

  /** 10 KiB are 103 fragments of 100. */
  @Test
  void theMemoryOfADecoder() {
    int rows = whole.groups().get(0).limits().matrixRows();
    assertThat(FecDecoder.memoryOctetsMax(103, rows)).isLessThanOrEqualTo(2048);
    assertThat(FecDecoder.memoryOctetsMax(103, rows + 1)).isGreaterThan(2048);
  }

  @Test
  void theFaults() {
    assertThat(whole.faults())
        .containsExactly(
            new Fault(new At.Fragment(12), new Whom.Share(0.25), Deed.RESET, Duration.ZERO),
            new Fault(
                new At.Step(Moment.BOOT, true), new Whom.Count(1), Deed.POWER_CUT, Duration.ZERO),
            new Fault(
                new At.Time(Duration.ofHours(2)),
                new Whom.Gateway(2),
                Deed.GATEWAY_DOWN,
                Duration.ofMinutes(10)));
  }

  @Test
  void theCampaign() {
    CampaignParameters parameters = CampaignSetup.parameters(whole, Instant.EPOCH).build();
    assertThat(parameters.successThreshold()).isEqualTo(95);
    assertThat(parameters.msgRetries()).isEqualTo(4);
    assertThat(parameters.mcastMsgDelay()).isEqualTo(Duration.ofSeconds(3));
    assertThat(parameters.fsessionStatusThreshold()).isEqualTo(3);
    assertThat(parameters.beyond().repair()).isTrue();
    assertThat(whole.update().image().length()).isEqualTo(10 * 1024);
    assertThat(CampaignSetup.file(whole).nbFrag()).isEqualTo(103);
    assertThat(CampaignSetup.file(whole).coded()).isEqualTo(134);
  }

  @Test
  void theExpectations() {
    assertThat(whole.expectations())
        .containsExactly(
            new Expectation(
                Metric.COMPLETE,
                Comparison.AT_LEAST,
                0.995,
                Unit.SHARE,
                Optional.of(Duration.ofHours(6))),
            of(Metric.BRICKED, Comparison.AT_MOST, 0, Unit.DEVICES),
            of(Metric.DURATION, Comparison.LESS_THAN, 7200, Unit.SECONDS),
            of(Metric.AIRTIME_PER_GATEWAY, Comparison.AT_MOST, 0.01, Unit.SHARE),
            of(Metric.COLLIDED, Comparison.LESS_THAN, 0.03, Unit.SHARE),
            of(Metric.ENERGY_PER_DEVICE, Comparison.AT_MOST, 12.5, Unit.JOULES));
  }

  private static Expectation of(Metric metric, Comparison comparison, double value, Unit unit) {
    return new Expectation(metric, comparison, value, unit, Optional.empty());
  }

  @Test
  void aDeltaIsSmallerThanWhatItBecomes() {
    String text =
        TEXT.replace("image: 10KiB", "image: sensor-2.0.0\n  delta: always")
            .replaceFirst("firmware: 2.0.0, ram: 2KiB, flash: \\{sector: 4KiB, slot: 128KiB}, ", "")
            .replaceFirst("bootloader: in-place, ", "");
    Scenario delta = ScenarioFile.read("delta.yaml", text, name -> "");
    String plain = text.replace("delta: always", "delta: never");
    Scenario full = ScenarioFile.read("full.yaml", plain, name -> "");
    assertThat(delta.update().image().length()).isLessThan(full.update().image().length() / 2);
  }
}
