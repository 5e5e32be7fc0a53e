package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.ParameterRow.choice;
import static dev.fuota.server.campaign.ParameterRow.duration;
import static dev.fuota.server.campaign.ParameterRow.flag;
import static dev.fuota.server.campaign.ParameterRow.integer;
import static dev.fuota.server.campaign.ParameterRow.share;
import static dev.fuota.server.campaign.ParameterRow.special;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.server.campaign.CampaignParameter.Kind;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The rows: names, ranges and meanings of all parameters (TP-18). */
final class ParameterTable {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration COUNTDOWN_MAX = Duration.ofSeconds((1 << 24) - 2);
  private static final int PERIODICITY_MAX = 7;
  private static final double REDUNDANCY_MAX = 10;

  private ParameterTable() {}

  static List<CampaignParameter> rows() {
    List<CampaignParameter> rows = new ArrayList<>();
    rows.addAll(whole());
    rows.addAll(unicast());
    rows.addAll(multicast());
    rows.addAll(session());
    rows.addAll(file());
    rows.addAll(reboot());
    rows.addAll(beyond());
    return List.copyOf(rows);
  }

  private static List<CampaignParameter> whole() {
    return List.of(
        integer(
            "success_threshold",
            1,
            100,
            p -> Optional.of(p.successThreshold()),
            CampaignParametersBuilder::successThreshold,
            "Percent of the targets, rounded up, that must succeed."),
        duration(
            "maximum_duration",
            "s",
            Duration.ofMinutes(1),
            DAY.multipliedBy(30),
            p -> Optional.of(p.maximumDuration()),
            CampaignParametersBuilder::maximumDuration,
            "The campaign ends then at the latest."),
        choice(
            "delivery",
            Kind.CHOICE,
            Map.of("multicast", Delivery.MULTICAST, "unicast", Delivery.UNICAST),
            CampaignParameters::delivery,
            CampaignParametersBuilder::delivery,
            "Whether fragments go to a group, or to each device by itself."));
  }

  private static List<CampaignParameter> unicast() {
    return List.of(
        duration(
            "ucast_msg_delay",
            "ms",
            Duration.ZERO,
            HOUR,
            p -> Optional.of(p.ucastMsgDelay()),
            CampaignParametersBuilder::ucastMsgDelay,
            "Least time between two unicast downlinks."),
        duration(
            "delivery_timeout",
            "s",
            SECOND,
            DAY,
            p -> Optional.of(p.deliveryTimeout()),
            CampaignParametersBuilder::deliveryTimeout,
            "How long to wait for the report that a unicast downlink was sent; if nothing is given,"
                + " as long as four uplinks of the slowest device take, and at least one."),
        integer(
            "msg_retries",
            0,
            100,
            p -> Optional.of(p.msgRetries()),
            CampaignParametersBuilder::msgRetries,
            "How often a request without an answer is repeated."));
  }

  private static List<CampaignParameter> multicast() {
    return List.of(
        duration(
            "mcast_msg_delay",
            "ms",
            Duration.ZERO,
            HOUR,
            p -> Optional.of(p.mcastMsgDelay()),
            CampaignParametersBuilder::mcastMsgDelay,
            "Least time between two multicast frames."),
        flag(
            "summary_reports_disabled",
            CampaignParameters::summaryReportsDisabled,
            CampaignParametersBuilder::summaryReportsDisabled,
            "Multicast frames go at their pace, without waiting for the report that they went."),
        duration(
            "summary_report_timeout",
            "s",
            Duration.ZERO,
            DAY,
            p -> Optional.of(p.summaryReportTimeout()),
            CampaignParametersBuilder::summaryReportTimeout,
            "How long to wait for that report, and a second more for every 16 devices; 0 waits"
                + " without end, and nothing is sent meanwhile."));
  }

  private static List<CampaignParameter> session() {
    return List.of(
        choice(
            "mcast_class",
            Kind.CHOICE,
            Map.of("B", true, "C", false),
            CampaignParameters::isClassB,
            CampaignParametersBuilder::mcastClassB,
            "Whether the group listens in ping slots, or all the time."),
        special(
            "mcast_frequency",
            Kind.INTEGER,
            "a frequency of the region in Hz, or 0 for its ping slot channel",
            (into, text) -> {
              OptionalLong hz = ParameterText.integer(text);
              hz.ifPresent(it -> into.mcastFrequency((int) Math.min(it, Integer.MAX_VALUE)));
              return hz.isPresent();
            },
            p -> String.valueOf(p.multicastChannel().frequencyHz()),
            ParameterTable::checkFrequency,
            "Where multicast frames are sent."),
        special(
            "mcast_data_rate",
            Kind.INTEGER,
            "a downlink data rate of the region",
            (into, text) -> {
              OptionalLong index = ParameterText.integer(text);
              Optional<DataRate> rate =
                  index.isPresent() && index.getAsLong() == (byte) index.getAsLong()
                      ? into.region().dataRate((int) index.getAsLong())
                      : Optional.empty();
              rate.ifPresent(into::mcastDataRate);
              return rate.isPresent();
            },
            p -> String.valueOf(p.multicastChannel().dataRate().index()),
            ParameterTable::checkRate,
            "How fast multicast frames are sent."),
        integer(
            "mcast_periodicity",
            0,
            PERIODICITY_MAX,
            p -> p.multicastChannel().pingPeriodicity().stream().boxed().findFirst(),
            CampaignParametersBuilder::mcastPeriodicity,
            "Ping slots of a group in class B: one every 2^n seconds."),
        special(
            "session_start",
            Kind.INSTANT,
            "an instant such as 2026-11-22T10:00:00Z",
            (into, text) -> {
              Optional<Instant> instant = ParameterText.instant(text);
              instant.ifPresent(into::sessionStart);
              return instant.isPresent();
            },
            p -> p.sessionStart().map(Instant::toString).orElse(""),
            p -> Optional.empty(),
            "When the multicast session starts; if nothing is given, when its setup is over."),
        duration(
            "session_duration",
            "s",
            SECOND,
            DAY.multipliedBy(48),
            CampaignParameters::sessionDuration,
            CampaignParametersBuilder::sessionDuration,
            "How long the devices listen to the group; if nothing is given, until the latest end"
                + " of the campaign."),
        integer(
            "fsession_status_threshold",
            0,
            65_535,
            p -> Optional.of(p.fsessionStatusThreshold()),
            CampaignParametersBuilder::fsessionStatusThreshold,
            "A group of more devices than this is asked for its status by multicast."),
        duration(
            "fsession_status_spread",
            "s",
            SECOND,
            Duration.ofSeconds(128),
            CampaignParameters::fsessionStatusSpread,
            CampaignParametersBuilder::fsessionStatusSpread,
            "Over how long devices spread their answers to that; if nothing is given, a second for"
                + " every 16 devices and one more, at most 128 s."));
  }

  private static List<CampaignParameter> file() {
    return List.of(
        integer(
            "datafrag_loops_max",
            1,
            100,
            p -> Optional.of(p.datafragLoopsMax()),
            CampaignParametersBuilder::datafragLoopsMax,
            "Rounds of uncoded fragments, if there are no coded ones."),
        integer(
            "frag_index",
            0,
            3,
            p -> Optional.of(p.fragIndex()),
            CampaignParametersBuilder::fragIndex,
            "Number of the fragmentation session on the devices."),
        integer(
            "frag_size",
            1,
            255,
            p -> p.fragSize().stream().boxed().findFirst(),
            CampaignParametersBuilder::fragSize,
            "Octets of a fragment; if nothing is given, as many as the data rate carries."),
        share(
            "redundancy",
            REDUNDANCY_MAX,
            CampaignParameters::redundancy,
            CampaignParametersBuilder::redundancy,
            "Coded fragments as a share of the uncoded ones; 0 switches error correction off."),
        flag(
            "ack_reception",
            CampaignParameters::ackReception,
            CampaignParametersBuilder::ackReception,
            "Whether devices with packages in version 2 say by themselves that they have the"
                + " file."));
  }

  private static List<CampaignParameter> reboot() {
    return List.of(
        special(
            "device_reboot_time",
            Kind.INSTANT,
            "an instant such as 2026-11-22T10:00:00Z, or auto",
            (into, text) -> {
              Optional<Instant> instant = ParameterText.instant(text);
              boolean known = instant.isPresent() || text.equals("auto");
              if (known) {
                into.rebootTime(instant);
              }
              return known;
            },
            p ->
                p.reboot() instanceof Reboot.AtTime at
                    ? at.instant().map(Instant::toString).orElse("auto")
                    : "",
            p -> Optional.empty(),
            "When all devices reboot; if nothing is given, each does when its image is verified."),
        duration(
            "device_reboot_countdown",
            "s",
            SECOND,
            COUNTDOWN_MAX,
            p -> Optional.of(p.reboot().countdown()),
            CampaignParametersBuilder::rebootCountdown,
            "From the command to reboot to the reboot, of devices without a reboot time ahead."),
        duration(
            "version_report_timeout",
            "s",
            Duration.ZERO,
            DAY,
            p -> Optional.of(p.versionReportTimeout()),
            CampaignParametersBuilder::versionReportTimeout,
            "How long after the reboot devices may report their version before they are asked."));
  }

  private static List<CampaignParameter> beyond() {
    return List.of(
        flag(
            "adaptive",
            p -> p.beyond().adaptive(),
            (into, on) -> into.beyond(it -> it.withAdaptive(on)),
            "Coded fragments go in bursts with status requests between them, until enough devices"
                + " are complete."),
        integer(
            "adaptive_burst",
            1,
            1000,
            p -> Optional.of(p.beyond().adaptiveBurst()),
            (into, n) -> into.beyond(it -> it.withAdaptiveBurst(n)),
            "Coded fragments of one burst at least; as many more as the devices need."),
        share(
            "adaptive_redundancy_max",
            REDUNDANCY_MAX,
            p -> p.beyond().adaptiveRedundancyMax(),
            (into, share) -> into.beyond(it -> it.withAdaptiveRedundancyMax(share)),
            "Coded fragments of all bursts at most, as a share of the uncoded ones."),
        flag(
            "repair",
            p -> p.beyond().repair(),
            (into, on) -> into.beyond(it -> it.withRepair(on)),
            "What a device misses after the multicast goes to it by unicast."),
        integer(
            "repair_max",
            1,
            16_383,
            p -> Optional.of(p.beyond().repairMax()),
            (into, n) -> into.beyond(it -> it.withRepairMax(n)),
            "Fragments at most that one device gets by unicast."),
        special(
            "canary",
            Kind.SHARE,
            "a share such as 5%, or a number of devices, 1..65535",
            (into, text) -> {
              Optional<Beyond.Canary> canary = canary(text);
              canary.ifPresent(it -> into.beyond(before -> before.withCanary(it)));
              return canary.isPresent();
            },
            p -> p.beyond().canary().map(ParameterTable::text).orElse(""),
            p -> Optional.empty(),
            "Devices that go first; the rest follows when all of them are done."),
        flag(
            "delete_on_abort",
            p -> p.beyond().deleteOnAbort(),
            (into, on) -> into.beyond(it -> it.withDeleteOnAbort(on)),
            "Whether an abort deletes on the devices what they were given."));
  }

  private static Optional<Beyond.Canary> canary(String text) {
    if (text.endsWith("%")) {
      return ParameterText.share(text)
          .filter(share -> share > 0 && share <= 1)
          .map(share -> new Beyond.Canary(share, true));
    }
    OptionalLong count = ParameterText.integer(text);
    return Stream.of(count)
        .filter(it -> it.isPresent() && it.getAsLong() >= 1 && it.getAsLong() <= 65_535)
        .map(it -> new Beyond.Canary(it.getAsLong(), false))
        .findFirst();
  }

  private static String text(Beyond.Canary canary) {
    return canary.isShare()
        ? ParameterText.percent(canary.amount())
        : String.valueOf((long) canary.amount());
  }

  private static Optional<String> checkFrequency(CampaignParameters parameters) {
    int hz = parameters.multicastChannel().frequencyHz();
    return parameters.region().isFrequency(hz) || parameters.isRegionsPingChannel()
        ? Optional.empty()
        : Optional.of("is " + hz + " Hz");
  }

  private static Optional<String> checkRate(CampaignParameters parameters) {
    DownlinkChannel channel = parameters.multicastChannel();
    return parameters
            .region()
            .downlinkRate(channel.dataRate().index())
            .filter(channel.dataRate()::equals)
            .isPresent()
        ? Optional.empty()
        : Optional.of("is DR" + channel.dataRate().index());
  }
}
