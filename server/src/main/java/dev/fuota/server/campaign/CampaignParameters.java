package dev.fuota.server.campaign;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a campaign is run; the names in code font are those of configuration files (TP-18).
 *
 * @param successThreshold {@code success_threshold}: percent of the targets, rounded up, that must
 *     succeed; 1..100
 * @param maximumDuration {@code maximum_duration}: the campaign ends then at the latest; 1 min..30
 *     d
 * @param ucastMsgDelay {@code ucast_msg_delay}: least time between two unicast downlinks as given
 *     to the network; 0..1 h
 * @param deliveryTimeout {@code delivery_timeout}: how long to wait for the network's sent report,
 *     and again as long while the network is busy and the device is heard; 1 s..24 h, and not less
 *     than the slowest uplink interval, because a Class A downlink waits for an uplink; several of
 *     them where uplinks get lost
 * @param msgRetries {@code msg_retries}: repetitions of a request behind the first; 0..100
 * @param mcastMsgDelay {@code mcast_msg_delay}: least time between the starts of two multicast
 *     frames, if the duty cycle does not ask for more; 0..1 h
 * @param summaryReportsDisabled {@code summary_reports_disabled}: multicast frames go at their
 *     pace, nobody waits for the network to say that they went (TP-07)
 * @param summaryReportTimeout {@code summary_report_timeout}: how long to wait for that, 0..24 h,
 *     and a second longer for every 16 devices of the group, as {@link CampaignPlan} says; 0:
 *     without end, nothing is sent meanwhile
 * @param sessionStart {@code session_start}: start of the multicast session; empty: when its setup
 *     is over for certain (TP-12)
 * @param sessionDuration {@code session_duration}: how long the devices listen to the group; empty:
 *     until the campaign ends at the latest (T of TP-12); 1 s..48 d
 * @param fsessionStatusThreshold {@code fsession_status_threshold}: a group of more devices than
 *     this is asked for its status by multicast first; 0..65535
 * @param fsessionStatusSpread {@code fsession_status_spread}: over how long the devices spread
 *     their answers to that; empty: N/16 + 1 s of N devices, at most 128 s (TP-14); 1..128 s
 * @param datafragLoopsMax {@code datafrag_loops_max}: rounds of uncoded fragments when there are no
 *     coded ones; 1..100
 * @param reboot {@code device_reboot_time}
 * @param versionReportTimeout {@code version_report_timeout}: how long after the reboot devices may
 *     report their version before they are asked; 0..24 h
 * @param region {@code region}: whose channels, data rates and duty cycles hold
 * @param multicastChannel {@code mcast_frequency}, {@code mcast_data_rate}: where fragments are
 *     sent; {@code mcast_periodicity} of a group in class B
 * @param fragIndex {@code frag_index}: number of the fragmentation session on the devices; 0..3
 * @param fragSize {@code frag_size}: octets of a fragment, for whoever cuts the file; empty: as
 *     many as the data rate carries
 * @param redundancy {@code redundancy}: coded fragments as a share of the uncoded ones, for whoever
 *     cuts the file; 0 is FEC off; 0..10
 * @param ackReception {@code ack_reception}: whether devices with packages in version 2 report the
 *     block when they have rebuilt it
 * @param delivery {@code delivery}: whether fragments go by multicast or by unicast (TR-08)
 * @param beyond what is not in the seeds
 */
public record CampaignParameters(
    int successThreshold,
    Duration maximumDuration,
    Duration ucastMsgDelay,
    Duration deliveryTimeout,
    int msgRetries,
    Duration mcastMsgDelay,
    boolean summaryReportsDisabled,
    Duration summaryReportTimeout,
    Optional<Instant> sessionStart,
    Optional<Duration> sessionDuration,
    int fsessionStatusThreshold,
    Optional<Duration> fsessionStatusSpread,
    int datafragLoopsMax,
    Reboot reboot,
    Duration versionReportTimeout,
    Region region,
    DownlinkChannel multicastChannel,
    int fragIndex,
    OptionalInt fragSize,
    double redundancy,
    boolean ackReception,
    Delivery delivery,
    Beyond beyond) {

  /** Whether the group listens in ping slots. */
  public boolean isClassB() {
    return multicastChannel.pingPeriodicity().isPresent();
  }

  boolean isAdaptive() {
    return beyond.adaptive() && delivery == Delivery.MULTICAST;
  }

  boolean isRegionsPingChannel() {
    return isClassB() && multicastChannel.frequencyHz() == 0;
  }

  /** A builder that holds the defaults. */
  public static CampaignParametersBuilder builder() {
    return new CampaignParametersBuilder();
  }

  /**
   * Reads parameters from texts, such as a configuration file has (TP-18). What cannot be read has
   * its default, and a problem says so.
   *
   * @param values by the names of {@link CampaignParameter#ALL}
   */
  public static ParsedParameters parse(Map<String, String> values, Region region) {
    return ParameterReader.read(values, region);
  }

  /**
   * Takes texts into a builder that holds others already.
   *
   * @param values by the names of {@link CampaignParameter#ALL}
   * @throws IllegalArgumentException if one cannot be read
   */
  public static void take(Map<String, String> values, CampaignParametersBuilder into) {
    for (CampaignParameter parameter : CampaignParameter.ALL) {
      String text = values.get(parameter.name());
      if (text != null) {
        parameter
            .read(into, text.strip())
            .ifPresent(
                problem -> {
                  throw new IllegalArgumentException(problem.text());
                });
      }
    }
  }

  /** Each parameter that is out of its range; none if all are usable. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (CampaignParameter parameter : CampaignParameter.ALL) {
      parameter.check(this).ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }
}
