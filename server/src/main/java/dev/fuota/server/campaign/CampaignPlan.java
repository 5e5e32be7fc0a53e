package dev.fuota.server.campaign;

import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Times and counts that follow from the parameters, the firmware and the targets. */
final class CampaignPlan {
  /** Between the session's start and the first fragment, since device clocks have whole seconds. */
  static final Duration SESSION_GUARD = Duration.ofSeconds(5);

  /** Class B: sessions begin with a beacon and last whole periods. */
  static final long BEACON_PERIOD_SECONDS = 128;

  /** A session lasts at most 2^15 s in class C, 2^15 beacon periods in class B. */
  private static final int TIME_OUT_MAX = 15;

  /** Class B: the shortest time between two ping slots of a group. */
  private static final Duration PING_PERIOD_MIN = Duration.ofMillis(960);

  private static final int SPREAD_MAX_SECONDS = 128;
  private static final int BLOCK_ACK_DELAY_SHIFT = 4;
  private static final int SETUP_STAGES_MAX = 4;

  /** The growth of {@code summary_report_timeout} ends where that of the status spread does. */
  private static final Duration SUMMARY_GROWTH_MAX = Duration.ofSeconds(SPREAD_MAX_SECONDS);

  private static final int DEVICES_PER_SECOND = 16;

  private final CampaignParameters parameters;
  private final Job job;
  private final int groupSize;
  private final List<Target> targets;
  private final SessionCounters counters;
  private final Duration slowestUplinkInterval;

  CampaignPlan(
      CampaignParameters parameters,
      Job job,
      CampaignGroup group,
      List<Target> targets,
      SessionCounters counters) {
    this.parameters = parameters;
    this.job = job;
    this.targets = List.copyOf(targets);
    this.counters = counters;
    Set<DeviceId> hearers = new HashSet<>(group.members());
    targets.forEach(target -> hearers.add(target.device()));
    this.groupSize = hearers.size();
    this.slowestUplinkInterval =
        targets.stream().map(Target::uplinkInterval).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** Devices that must succeed. */
  int needed() {
    return (targets.size() * parameters.successThreshold() + 99) / 100;
  }

  /** Requests to one device in one stage. */
  int triesMax() {
    return 1 + parameters.msgRetries();
  }

  /** From the sent report to the answer: the slowest uplink interval and half of it (TP-03). */
  Duration answerTimeout() {
    return slowestUplinkInterval.multipliedBy(3).dividedBy(2);
  }

  /** How long late answers of the setup are waited for before the transfer starts (TP-05). */
  Duration lateAnswerTime() {
    return slowestUplinkInterval;
  }

  /** The longest that all tries of one stage can take. */
  Duration exchangeTimeMax() {
    Duration turn = parameters.ucastMsgDelay().multipliedBy(targets.size());
    return turn.plus(parameters.deliveryTimeout()).plus(answerTimeout()).multipliedBy(triesMax());
  }

  /** Devices that hear the group: the targets, and who else is in it. */
  int groupSize() {
    return groupSize;
  }

  /** {@code fsession_status_spread}: N/16 + 1 s, at most 128 s, unless it was given (TP-14). */
  int statusSpreadSeconds() {
    return parameters
        .fsessionStatusSpread()
        .map(given -> (int) given.toSeconds())
        .orElse(Math.min(SPREAD_MAX_SECONDS, targets.size() / DEVICES_PER_SECOND + 1));
  }

  /**
   * How long to wait for the summary report of a multicast frame (TP-07). The page says that the
   * time follows {@code summary_report_timeout} and a delay_factor by the number of devices in the
   * group, and not how. Ours: more devices are behind more gateways, all of which have to report,
   * so a second is added for every 16 devices, at most 128 s, the slope and the limit that the page
   * gives for the spread of the status answers.
   *
   * @return empty: without end, because {@code summary_report_timeout} is 0
   */
  Optional<Duration> summaryTimeout() {
    Duration timeout = parameters.summaryReportTimeout();
    Duration grown = Duration.ofSeconds(groupSize / DEVICES_PER_SECOND);
    return timeout.isZero()
        ? Optional.empty()
        : Optional.of(timeout.plus(Delays.within(grown, SUMMARY_GROWTH_MAX)));
  }

  /** The least BlockAckDelay whose 2^(BlockAckDelay + 4) s hold the spread. */
  int blockAckDelay() {
    int delay = 0;
    while (1 << (delay + BLOCK_ACK_DELAY_SHIFT) < statusSpreadSeconds()) {
      delay++;
    }
    return delay;
  }

  /** The longest that a device waits before it answers a status request. */
  Duration statusDelayMax() {
    return Duration.ofSeconds(1L << (blockAckDelay() + BLOCK_ACK_DELAY_SHIFT));
  }

  /** How long the devices are to listen to the group, T of TP-12 unless it was given. */
  Duration sessionDuration(Instant sessionStart, Instant endLatest) {
    return parameters.sessionDuration().orElse(Duration.between(sessionStart, endLatest));
  }

  /** TimeOut of the session request: the least that covers {@code length}, at most 15 (TP-12). */
  int timeOut(Duration length) {
    int timeOut = 0;
    while (timeOut < TIME_OUT_MAX && sessionLength(timeOut).compareTo(length) < 0) {
      timeOut++;
    }
    return timeOut;
  }

  /** What a TimeOut stands for. */
  Duration sessionLength(int timeOut) {
    long unit = parameters.isClassB() ? BEACON_PERIOD_SECONDS : 1;
    return Duration.ofSeconds(unit << timeOut);
  }

  /** Least time from the start of one multicast frame to that of the next (TP-06). */
  Duration multicastApart() {
    return parameters.summaryReportsDisabled() ? multicastPace() : parameters.mcastMsgDelay();
  }

  /** Octets of the largest payload that goes to all devices. */
  int payloadMax() {
    return job.file()
        .map(file -> DataFragment.OVERHEAD + file.fragSize())
        .orElseGet(() -> commands().stream().mapToInt(it -> it.payload().length()).max().orElse(0));
  }

  private List<Downlink> commands() {
    return job instanceof Job.ConfigureGroups groups ? groups.commands() : List.of();
  }

  /** Frames of one round. */
  private int frames() {
    return job.file().map(file -> file.totalMax(parameters)).orElseGet(() -> commands().size());
  }

  /** Whether coded fragments go in bursts, with questions between them. */
  boolean isAdaptive() {
    return parameters.isAdaptive() && job.file().isPresent();
  }

  /** Between a question by multicast and the next burst: answers that come later still count. */
  Duration burstAnswerTime() {
    return statusDelayMax().plus(SESSION_GUARD);
  }

  boolean isCoded() {
    return job.file().map(CutFile::isCoded).orElse(true);
  }

  /** What {@code mcast_msg_delay}, the duty cycle and the ping slots make of that. */
  Duration multicastPace() {
    int length = DataFrame.OVERHEAD + payloadMax();
    Duration timeOnAir = TimeOnAir.of(parameters.multicastChannel().dataRate(), length, false);
    Optional<SubBand> band =
        parameters.region().subBand(parameters.multicastChannel().frequencyHz());
    Duration pace = timeOnAir.plus(band.map(b -> b.silenceAfter(timeOnAir)).orElse(Duration.ZERO));
    Duration apart = Delays.longer(pace, parameters.mcastMsgDelay());
    return parameters.isClassB() ? apart.plus(pingPeriod()) : apart; // the next slot behind it
  }

  private Duration pingPeriod() {
    int periodicity = parameters.multicastChannel().pingPeriodicity().orElseThrow();
    return PING_PERIOD_MIN.multipliedBy(1L << periodicity);
  }

  /**
   * One round of frames, with a tenth for what other downlinks take; by unicast at one fragment for
   * each uplink.
   */
  Duration roundTime() {
    return timeOf(frames());
  }

  /** What has to go out before the devices are asked: in the adaptive mode, uncoded fragments. */
  Duration firstRoundTime() {
    return isAdaptive() ? timeOf(job.file().orElseThrow().nbFrag()) : roundTime();
  }

  private Duration timeOf(int frames) {
    Duration apart =
        parameters.delivery() == Delivery.UNICAST ? slowestUplinkInterval : multicastPace();
    return apart.multipliedBy(frames).multipliedBy(11).dividedBy(10);
  }

  /** The longest from the campaign's start to the moment at which all images are verified. */
  Duration untilReadyMax() {
    return untilReadyMax(exchangeTimeMax());
  }

  /**
   * The same, if no stage takes longer than this.
   *
   * @param stage what one stage can take
   */
  Duration untilReadyMax(Duration stage) {
    int rounds = isCoded() ? 1 : parameters.datafragLoopsMax();
    Duration round = roundTime().plus(statusTimeMax(stage));
    Duration beyond = burstTimeMax(stage).plus(repairTimeMax(stage));
    return stage
        .multipliedBy(SETUP_STAGES_MAX)
        .plus(lateAnswerTime())
        .plus(SESSION_GUARD)
        .plus(round.multipliedBy(rounds))
        .plus(beyond)
        .plus(stage);
  }

  /** What the questions between bursts add to a round of all fragments. */
  private Duration burstTimeMax(Duration stage) {
    if (!isAdaptive()) {
      return Duration.ZERO;
    }
    int burst = parameters.beyond().adaptiveBurst();
    CutFile file = job.file().orElseThrow();
    int bursts = (file.totalMax(parameters) - file.nbFrag() + burst - 1) / burst;
    return burstAnswerTime().plus(statusTimeMax(stage)).multipliedBy(bursts);
  }

  /** At one fragment for each uplink, as {@link #roundTime}. */
  private Duration repairTimeMax(Duration stage) {
    if (!parameters.beyond().repair() || job.file().isEmpty()) {
      return Duration.ZERO;
    }
    Duration fragments = slowestUplinkInterval.multipliedBy(parameters.beyond().repairMax());
    return fragments.plus(statusTimeMax(stage).multipliedBy(RepairStep.TURNS_MAX));
  }

  private Duration statusTimeMax(Duration stage) {
    Duration byMulticast =
        parameters.deliveryTimeout().plus(statusDelayMax()).plus(answerTimeout());
    return byMulticast.plus(stage).plus(statusDelayMax().multipliedBy(triesMax()));
  }

  /** When a unicast request is repeated and given up. */
  UnicastRequest.Limits limits() {
    return new UnicastRequest.Limits(
        triesMax(), parameters.deliveryTimeout(), answerTimeout(), exchangeTimeMax());
  }

  /** The longest that a session can last. */
  Duration sessionMax() {
    return parameters.sessionDuration().orElse(sessionLength(TIME_OUT_MAX));
  }

  /** Why a campaign cannot start now; none if it can. */
  List<Problem> problems(Instant start) {
    return new PlanChecks(this, parameters, job, targets, counters).problems(start);
  }

  Duration slowestUplinkInterval() {
    return slowestUplinkInterval;
  }
}
