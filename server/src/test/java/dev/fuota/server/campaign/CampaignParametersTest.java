package dev.fuota.server.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("TP-18: parameters have names and ranges")
class CampaignParametersTest {

  static Stream<Arguments> bounds() {
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> threshold =
        v -> b -> b.successThreshold(v);
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> retries = v -> b -> b.msgRetries(v);
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> status =
        v -> b -> b.fsessionStatusThreshold(v);
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> loops =
        v -> b -> b.datafragLoopsMax(v);
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> index = v -> b -> b.fragIndex(v);
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> maximum =
        v -> b -> b.maximumDuration(Duration.ofSeconds(v));
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> unicast =
        v -> b -> b.ucastMsgDelay(Duration.ofSeconds(v));
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> multicast =
        v -> b -> b.mcastMsgDelay(Duration.ofSeconds(v));
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> delivery =
        v -> b -> b.deliveryTimeout(Duration.ofSeconds(v));
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> report =
        v -> b -> b.versionReportTimeout(Duration.ofSeconds(v));
    Function<Integer, UnaryOperator<CampaignParametersBuilder>> countdown =
        v -> b -> b.reboot(new Reboot.OnCommand(Duration.ofSeconds(v)));
    return Stream.of(
        Arguments.of("success_threshold", threshold, 1, 100),
        Arguments.of("msg_retries", retries, 0, 100),
        Arguments.of("fsession_status_threshold", status, 0, 65_535),
        Arguments.of("datafrag_loops_max", loops, 1, 100),
        Arguments.of("frag_index", index, 0, 3),
        Arguments.of("maximum_duration", maximum, 60, 30 * 24 * 3600),
        Arguments.of("ucast_msg_delay", unicast, 0, 3600),
        Arguments.of("mcast_msg_delay", multicast, 0, 3600),
        Arguments.of("delivery_timeout", delivery, 1, 24 * 3600),
        Arguments.of("version_report_timeout", report, 0, 24 * 3600),
        Arguments.of("device_reboot_countdown", countdown, 1, (1 << 24) - 2));
  }

  @ParameterizedTest(name = "{0} {2}..{3}")
  @MethodSource("bounds")
  void namesTheParameterThatIsOutOfItsRange(
      String name,
      Function<Integer, UnaryOperator<CampaignParametersBuilder>> setter,
      int min,
      int max) {
    assertThat(problems(setter.apply(min))).isEmpty();
    assertThat(problems(setter.apply(max))).isEmpty();
    assertThat(problems(setter.apply(min - 1)))
        .singleElement()
        .asString()
        .startsWith(name + " is ");
    assertThat(problems(setter.apply(max + 1)))
        .singleElement()
        .asString()
        .startsWith(name + " is ");
  }

  private static List<String> problems(UnaryOperator<CampaignParametersBuilder> setter) {
    return setter.apply(CampaignParameters.builder()).build().problems().stream()
        .map(Problem::text)
        .toList();
  }

  @Test
  void theDefaultsAreUsable() {
    assertThat(CampaignParameters.builder().build().problems()).isEmpty();
    assertThat(planProblems(CampaignParameters.builder())).isEmpty();
  }

  @Test
  @DisplayName("A campaign in another region has that region's channel")
  void otherRegions() {
    CampaignParameters america = CampaignParameters.builder().region(Region.US915).build();

    assertThat(america.problems()).isEmpty();
    assertThat(america.multicastChannel())
        .isEqualTo(new DownlinkChannel(923_300_000, Region.US915.dataRate(13).orElseThrow()));
    assertThat(
            problems(
                b ->
                    b.region(Region.US915)
                        .multicastChannel(869_525_000, Region.US915.dataRate(0).orElseThrow())))
        .containsExactly(
            "mcast_frequency is 869525000 Hz, not a frequency of the region in"
                + " Hz, or 0 for its ping slot channel",
            "mcast_data_rate is DR0, not a downlink data rate of the region");
  }

  @Test
  void refusesAFrequencyOutsideOfTheSubBands() {
    assertThat(
            problems(b -> b.multicastChannel(868_650_000, Region.EU868.dataRate(0).orElseThrow())))
        .containsExactly(
            "mcast_frequency is 868650000 Hz, not a frequency of the region in"
                + " Hz, or 0 for its ping slot channel");
  }

  private static List<String> planProblems(CampaignParametersBuilder parameters) {
    return planProblems(parameters, Fixtures.firmware(5));
  }

  private static List<String> planProblems(CampaignParametersBuilder parameters, CutFile firmware) {
    Target target =
        new Target(
            DeviceId.of(Fixtures.GROUP.mcAddr()),
            Fixtures.GROUP.mcKey(),
            Duration.ofMinutes(1),
            PackageVersion.V1);
    return new CampaignPlan(
            parameters.build(),
            new Job.UpgradeFirmware(firmware),
            Fixtures.GROUP,
            List.of(target),
            new SessionCounters(new MemoryStore()))
        .problems(VirtualTime.START).stream().map(Problem::text).toList();
  }

  @Test
  void aDeliveryTimeoutLeavesTimeForAnUplink() {
    assertThat(planProblems(CampaignParameters.builder().deliveryTimeout(Duration.ofSeconds(60))))
        .isEmpty();
    assertThat(planProblems(CampaignParameters.builder().deliveryTimeout(Duration.ofSeconds(59))))
        .containsExactly("delivery_timeout is PT59S, less than the slowest uplink interval, PT1M");
  }

  @Test
  void aCampaignHasTargets() {
    CampaignPlan plan =
        new CampaignPlan(
            CampaignParameters.builder().build(),
            new Job.UpgradeFirmware(Fixtures.firmware(5)),
            Fixtures.GROUP,
            List.of(),
            new SessionCounters(new MemoryStore()));
    assertThat(plan.problems(VirtualTime.START)).contains(new Problem("devices", "are none", ""));
  }

  @Test
  void fragmentsFitTheMulticastDataRate() {
    CampaignParametersBuilder slow =
        CampaignParameters.builder()
            .multicastChannel(869_525_000, Region.EU868.dataRate(0).orElseThrow());
    assertThat(planProblems(slow)) // 50 octets and 3 around them, 51 fit
        .containsExactly("frag_size is 50, too large for mcast_data_rate");
  }

  @Test
  @DisplayName("TP-12: the fragments fit into a session of 2^15 s")
  void fragmentsFitTheSession() {
    // 25 fragments, a tenth more: 27.5 times the delay
    assertThat(planProblems(CampaignParameters.builder().mcastMsgDelay(Duration.ofSeconds(1191))))
        .isEmpty();
    assertThat(planProblems(CampaignParameters.builder().mcastMsgDelay(Duration.ofSeconds(1192))))
        .singleElement()
        .asString()
        .startsWith("session_duration is PT9H6M8S at most, a round of fragments takes ");
  }

  @Test
  @DisplayName("TP-12: a session start lies within the campaign")
  void theSessionStartLiesWithinTheCampaign() {
    Instant start = VirtualTime.START;
    assertThat(planProblems(CampaignParameters.builder().sessionStart(start.plusSeconds(1))))
        .isEmpty();
    assertThat(planProblems(CampaignParameters.builder().sessionStart(start)))
        .singleElement()
        .asString()
        .startsWith("session_start is ");
    assertThat(
            planProblems(CampaignParameters.builder().sessionStart(start.plus(Duration.ofDays(1)))))
        .hasSize(1);
  }

  @Test
  @DisplayName("TP-16: a reboot time lies behind the longest transfer")
  void theRebootTimeLiesBehindTheTransfer() {
    CampaignPlan plan =
        new CampaignPlan(
            CampaignParameters.builder().build(),
            new Job.UpgradeFirmware(Fixtures.firmware(5)),
            Fixtures.GROUP,
            List.of(
                new Target(
                    DeviceId.of(Fixtures.GROUP.mcAddr()),
                    Fixtures.GROUP.mcKey(),
                    Duration.ofMinutes(1),
                    PackageVersion.V1)),
            new SessionCounters(new MemoryStore()));
    Instant earliest = VirtualTime.START.plus(plan.untilReadyMax());
    assertThat(planProblems(rebootAt(earliest))).isEmpty();
    assertThat(planProblems(rebootAt(earliest.minusMillis(1))))
        .singleElement()
        .asString()
        .startsWith("device_reboot_time is ");
  }

  private static CampaignParametersBuilder rebootAt(Instant instant) {
    return CampaignParameters.builder().reboot(new Reboot.AtTime(Optional.of(instant)));
  }
}
