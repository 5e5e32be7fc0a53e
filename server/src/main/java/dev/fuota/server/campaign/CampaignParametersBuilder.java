package dev.fuota.server.campaign;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Builds parameters; what is not set has the default given at its field. */
public final class CampaignParametersBuilder {
  private int successThreshold = 100;
  private Duration maximumDuration = Duration.ofDays(1);
  private Duration ucastMsgDelay = Duration.ofMillis(100);
  private Duration deliveryTimeout = Duration.ofMinutes(5);
  private int msgRetries = 9;
  private Duration mcastMsgDelay = Duration.ofSeconds(1);
  private boolean summaryReportsDisabled = false;
  private Duration summaryReportTimeout = Duration.ofMinutes(5);
  private Optional<Instant> sessionStart = Optional.empty();
  private Optional<Duration> sessionDuration = Optional.empty();
  private int fsessionStatusThreshold = 50;
  private Optional<Duration> fsessionStatusSpread = Optional.empty();
  private int datafragLoopsMax = 3;
  private Reboot reboot = new Reboot.OnCommand(Duration.ofSeconds(60));
  private Duration versionReportTimeout = Duration.ofMinutes(15);
  private Region region = Region.EU868;
  private Optional<Boolean> classB = Optional.empty();
  private OptionalInt frequencyHz = OptionalInt.empty();
  private Optional<DataRate> dataRate = Optional.empty();
  private OptionalInt periodicity = OptionalInt.empty();
  private int fragIndex = 0;
  private OptionalInt fragSize = OptionalInt.empty();
  private double redundancy = 0.2;
  private boolean ackReception = false;
  private Delivery delivery = Delivery.MULTICAST;
  private Beyond beyond = Beyond.NONE;

  CampaignParametersBuilder() {}

  public CampaignParametersBuilder successThreshold(int percent) {
    successThreshold = percent;
    return this;
  }

  public CampaignParametersBuilder maximumDuration(Duration duration) {
    maximumDuration = duration;
    return this;
  }

  public CampaignParametersBuilder ucastMsgDelay(Duration delay) {
    ucastMsgDelay = delay;
    return this;
  }

  public CampaignParametersBuilder deliveryTimeout(Duration timeout) {
    deliveryTimeout = timeout;
    return this;
  }

  public CampaignParametersBuilder msgRetries(int retries) {
    msgRetries = retries;
    return this;
  }

  public CampaignParametersBuilder mcastMsgDelay(Duration delay) {
    mcastMsgDelay = delay;
    return this;
  }

  public CampaignParametersBuilder sessionStart(Instant instant) {
    sessionStart = Optional.of(instant);
    return this;
  }

  public CampaignParametersBuilder fsessionStatusThreshold(int devices) {
    fsessionStatusThreshold = devices;
    return this;
  }

  public CampaignParametersBuilder datafragLoopsMax(int rounds) {
    datafragLoopsMax = rounds;
    return this;
  }

  public CampaignParametersBuilder reboot(Reboot policy) {
    reboot = policy;
    return this;
  }

  /** All devices reboot then; empty: as soon as the transfer is over for certain. */
  public CampaignParametersBuilder rebootTime(Optional<Instant> instant) {
    reboot = new Reboot.AtTime(instant, reboot.countdown());
    return this;
  }

  public CampaignParametersBuilder rebootCountdown(Duration countdown) {
    reboot = reboot.withCountdown(countdown);
    return this;
  }

  public CampaignParametersBuilder versionReportTimeout(Duration timeout) {
    versionReportTimeout = timeout;
    return this;
  }

  public CampaignParametersBuilder region(Region where) {
    region = where;
    return this;
  }

  /** Where the group listens all the time (class C). */
  public CampaignParametersBuilder multicastChannel(int hz, DataRate rate) {
    return multicastChannel(new DownlinkChannel(hz, rate));
  }

  /** Where and how the group listens; with a ping periodicity in class B. */
  public CampaignParametersBuilder multicastChannel(DownlinkChannel channel) {
    classB = Optional.of(channel.pingPeriodicity().isPresent());
    frequencyHz = OptionalInt.of(channel.frequencyHz());
    dataRate = Optional.of(channel.dataRate());
    periodicity = channel.pingPeriodicity();
    return this;
  }

  public CampaignParametersBuilder mcastClassB(boolean pingSlots) {
    classB = Optional.of(pingSlots);
    return this;
  }

  /** Not set: RX2's frequency, in class B where the region puts ping slots. */
  public CampaignParametersBuilder mcastFrequency(int hz) {
    frequencyHz = OptionalInt.of(hz);
    return this;
  }

  /** Not set: the data rate of RX1 behind the fastest uplink on a narrow channel. */
  public CampaignParametersBuilder mcastDataRate(DataRate rate) {
    dataRate = Optional.of(rate);
    return this;
  }

  public CampaignParametersBuilder mcastPeriodicity(int value) {
    periodicity = OptionalInt.of(value);
    return this;
  }

  private DownlinkChannel channel() {
    boolean pingSlots = classB.orElse(periodicity.isPresent());
    int hz = frequencyHz.orElse(pingSlots ? 0 : region.rx2FrequencyHz());
    OptionalInt period = pingSlots ? OptionalInt.of(periodicity.orElse(0)) : OptionalInt.empty();
    return new DownlinkChannel(hz, dataRate.orElseGet(this::usualRate), period);
  }

  private DataRate usualRate() {
    int fastest = region.defaultChannels().get(0).maxRate();
    int rate = region.rx1Rate(fastest, 0, false).orElseThrow();
    return region.dataRate(rate).orElseThrow();
  }

  public CampaignParametersBuilder fragIndex(int index) {
    fragIndex = index;
    return this;
  }

  public CampaignParametersBuilder ackReception(boolean wanted) {
    ackReception = wanted;
    return this;
  }

  public CampaignParametersBuilder summaryReportsDisabled(boolean disabled) {
    summaryReportsDisabled = disabled;
    return this;
  }

  public CampaignParametersBuilder summaryReportTimeout(Duration timeout) {
    summaryReportTimeout = timeout;
    return this;
  }

  public CampaignParametersBuilder sessionDuration(Duration duration) {
    sessionDuration = Optional.of(duration);
    return this;
  }

  public CampaignParametersBuilder fsessionStatusSpread(Duration spread) {
    fsessionStatusSpread = Optional.of(spread);
    return this;
  }

  public CampaignParametersBuilder fragSize(int octets) {
    fragSize = OptionalInt.of(octets);
    return this;
  }

  public CampaignParametersBuilder redundancy(double share) {
    redundancy = share;
    return this;
  }

  public CampaignParametersBuilder delivery(Delivery way) {
    delivery = way;
    return this;
  }

  /** Changes what is not in the seeds. */
  public CampaignParametersBuilder beyond(UnaryOperator<Beyond> change) {
    beyond = change.apply(beyond);
    return this;
  }

  Region region() {
    return region;
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
        summaryReportsDisabled,
        summaryReportTimeout,
        sessionStart,
        sessionDuration,
        fsessionStatusThreshold,
        fsessionStatusSpread,
        datafragLoopsMax,
        reboot,
        versionReportTimeout,
        region,
        channel(),
        fragIndex,
        fragSize,
        redundancy,
        ackReception,
        delivery,
        beyond);
  }
}
