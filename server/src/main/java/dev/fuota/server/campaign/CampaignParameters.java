package dev.fuota.server.campaign;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
 * @param sessionStart {@code session_start}: start of the multicast session; empty: when its setup
 *     is over for certain (TP-12)
 * @param fsessionStatusThreshold {@code fsession_status_threshold}: more devices than this are
 *     asked for their status by multicast first; 0..65535
 * @param datafragLoopsMax {@code datafrag_loops_max}: rounds of uncoded fragments when there are no
 *     coded ones; 1..100
 * @param reboot {@code device_reboot_time}
 * @param versionReportTimeout {@code version_report_timeout}: how long after the reboot devices may
 *     report their version before they are asked; 0..24 h
 * @param region {@code region}: whose channels, data rates and duty cycles hold
 * @param multicastChannel {@code mcast_frequency}, {@code mcast_data_rate}: where fragments are
 *     sent; {@code mcast_periodicity} of a group in class B
 * @param fragIndex {@code frag_index}: number of the fragmentation session on the devices; 0..3
 * @param ackReception {@code ack_reception}: whether devices with packages in version 2 report the
 *     block when they have rebuilt it
 */
public record CampaignParameters(
    int successThreshold,
    Duration maximumDuration,
    Duration ucastMsgDelay,
    Duration deliveryTimeout,
    int msgRetries,
    Duration mcastMsgDelay,
    Optional<Instant> sessionStart,
    int fsessionStatusThreshold,
    int datafragLoopsMax,
    Reboot reboot,
    Duration versionReportTimeout,
    Region region,
    DownlinkChannel multicastChannel,
    int fragIndex,
    boolean ackReception) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration COUNTDOWN_MAX = Duration.ofSeconds((1 << 24) - 2);

  /** Whether the group listens in ping slots. */
  boolean isClassB() {
    return multicastChannel.pingPeriodicity().isPresent();
  }

  private boolean isRegionsPingChannel() {
    return isClassB() && multicastChannel.frequencyHz() == 0;
  }

  /** A builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Each parameter that is out of its range, as one sentence; none if all are usable. */
  public List<String> problems() {
    Ranges ranges =
        new Ranges()
            .check("success_threshold", successThreshold, 1, 100)
            .check("maximum_duration", maximumDuration, Duration.ofMinutes(1), Duration.ofDays(30))
            .check("ucast_msg_delay", ucastMsgDelay, Duration.ZERO, HOUR)
            .check("delivery_timeout", deliveryTimeout, Duration.ofSeconds(1), DAY)
            .check("msg_retries", msgRetries, 0, 100)
            .check("mcast_msg_delay", mcastMsgDelay, Duration.ZERO, HOUR)
            .check("fsession_status_threshold", fsessionStatusThreshold, 0, 65_535)
            .check("datafrag_loops_max", datafragLoopsMax, 1, 100)
            .check("version_report_timeout", versionReportTimeout, Duration.ZERO, DAY)
            .check("frag_index", fragIndex, 0, 3)
            .check("mcast_periodicity", multicastChannel.pingPeriodicity().orElse(0), 0, 7)
            .require(
                region.isFrequency(multicastChannel.frequencyHz()) || isRegionsPingChannel(),
                "mcast_frequency is "
                    + multicastChannel.frequencyHz()
                    + " Hz, which is none of "
                    + region)
            .require(
                region
                    .downlinkRate(multicastChannel.dataRate().index())
                    .filter(multicastChannel.dataRate()::equals)
                    .isPresent(),
                "mcast_data_rate is none of " + region);
    if (reboot instanceof Reboot.OnCommand onCommand) {
      ranges.check(
          "device_reboot_countdown", onCommand.countdown(), Duration.ofSeconds(1), COUNTDOWN_MAX);
    }
    return ranges.problems();
  }

  /** Builds parameters; what is not set has the default given at its field. */
  public static final class Builder {
    private int successThreshold = 100;
    private Duration maximumDuration = DAY;
    private Duration ucastMsgDelay = Duration.ofMillis(100);
    private Duration deliveryTimeout = Duration.ofMinutes(5);
    private int msgRetries = 9;
    private Duration mcastMsgDelay = Duration.ofSeconds(1);
    private Optional<Instant> sessionStart = Optional.empty();
    private int fsessionStatusThreshold = 50;
    private int datafragLoopsMax = 3;
    private Reboot reboot = new Reboot.OnCommand(Duration.ofSeconds(60));
    private Duration versionReportTimeout = Duration.ofMinutes(15);
    private Region region = Region.EU868;
    private Optional<DownlinkChannel> multicastChannel = Optional.empty();
    private int fragIndex = 0;
    private boolean ackReception = false;

    private Builder() {}

    public Builder successThreshold(int percent) {
      successThreshold = percent;
      return this;
    }

    public Builder maximumDuration(Duration duration) {
      maximumDuration = duration;
      return this;
    }

    public Builder ucastMsgDelay(Duration delay) {
      ucastMsgDelay = delay;
      return this;
    }

    public Builder deliveryTimeout(Duration timeout) {
      deliveryTimeout = timeout;
      return this;
    }

    public Builder msgRetries(int retries) {
      msgRetries = retries;
      return this;
    }

    public Builder mcastMsgDelay(Duration delay) {
      mcastMsgDelay = delay;
      return this;
    }

    public Builder sessionStart(Instant instant) {
      sessionStart = Optional.of(instant);
      return this;
    }

    public Builder fsessionStatusThreshold(int devices) {
      fsessionStatusThreshold = devices;
      return this;
    }

    public Builder datafragLoopsMax(int rounds) {
      datafragLoopsMax = rounds;
      return this;
    }

    public Builder reboot(Reboot policy) {
      reboot = policy;
      return this;
    }

    public Builder versionReportTimeout(Duration timeout) {
      versionReportTimeout = timeout;
      return this;
    }

    public Builder region(Region where) {
      region = where;
      return this;
    }

    /**
     * Not set: RX2's frequency, and the data rate of RX1 behind the fastest uplink on a narrow
     * channel.
     */
    public Builder multicastChannel(int frequencyHz, DataRate dataRate) {
      multicastChannel = Optional.of(new DownlinkChannel(frequencyHz, dataRate));
      return this;
    }

    /** Where and how the group listens; with a ping periodicity in class B. */
    public Builder multicastChannel(DownlinkChannel channel) {
      multicastChannel = Optional.of(channel);
      return this;
    }

    private DownlinkChannel usualChannel() {
      int fastest = region.defaultChannels().get(0).maxRate();
      int rate = region.rx1Rate(fastest, 0, false).orElseThrow();
      return new DownlinkChannel(region.rx2FrequencyHz(), region.dataRate(rate).orElseThrow());
    }

    public Builder fragIndex(int index) {
      fragIndex = index;
      return this;
    }

    public Builder ackReception(boolean wanted) {
      ackReception = wanted;
      return this;
    }

    /** The parameters, in their ranges or not: {@link CampaignParameters#problems} tells. */
    public CampaignParameters build() {
      return new CampaignParameters(
          successThreshold,
          maximumDuration,
          ucastMsgDelay,
          deliveryTimeout,
          msgRetries,
          mcastMsgDelay,
          sessionStart,
          fsessionStatusThreshold,
          datafragLoopsMax,
          reboot,
          versionReportTimeout,
          region,
          multicastChannel.orElseGet(this::usualChannel),
          fragIndex,
          ackReception);
    }
  }
}
