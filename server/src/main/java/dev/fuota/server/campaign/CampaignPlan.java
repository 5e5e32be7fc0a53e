package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  private final CampaignParameters parameters;
  private final CutFile firmware;
  private final List<Target> targets;
  private final SessionCounters counters;
  private final Duration slowestUplinkInterval;

  CampaignPlan(
      CampaignParameters parameters,
      CutFile firmware,
      List<Target> targets,
      SessionCounters counters) {
    this.parameters = parameters;
    this.firmware = firmware;
    this.targets = List.copyOf(targets);
    this.counters = counters;
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

  /** {@code fsession_status_spread}: N/16 + 1 s, at most 128 s (TP-14). */
  int statusSpreadSeconds() {
    return Math.min(SPREAD_MAX_SECONDS, targets.size() / 16 + 1);
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

  /** TimeOut of the session request: the least that covers {@code length}, at most 15 (TP-12). */
  int timeOut(Duration length) {
    int timeOut = 0;
    while (timeOut < TIME_OUT_MAX && sessionLength(timeOut).compareTo(length) < 0) {
      timeOut++;
    }
    return timeOut;
  }

  private Duration sessionLength(int timeOut) {
    long unit = parameters.isClassB() ? BEACON_PERIOD_SECONDS : 1;
    return Duration.ofSeconds(unit << timeOut);
  }

  /** From the start of one fragment to the start of the next. */
  Duration fragmentInterval() {
    int length = DataFrame.OVERHEAD + DataFragment.OVERHEAD + firmware.fragSize();
    Duration timeOnAir = TimeOnAir.of(parameters.multicastChannel().dataRate(), length, false);
    Optional<SubBand> band =
        parameters.region().subBand(parameters.multicastChannel().frequencyHz());
    Duration pace = timeOnAir.plus(band.map(b -> b.silenceAfter(timeOnAir)).orElse(Duration.ZERO));
    Duration asked = parameters.mcastMsgDelay();
    Duration apart = pace.compareTo(asked) > 0 ? pace : asked;
    return parameters.isClassB() ? apart.plus(pingPeriod()) : apart; // the next slot behind it
  }

  private Duration pingPeriod() {
    int periodicity = parameters.multicastChannel().pingPeriodicity().orElseThrow();
    return PING_PERIOD_MIN.multipliedBy(1L << periodicity);
  }

  /** One round of fragments, with a tenth for what unicast downlinks take. */
  Duration roundTime() {
    return fragmentInterval().multipliedBy(firmware.total()).multipliedBy(11).dividedBy(10);
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
    int rounds = firmware.isCoded() ? 1 : parameters.datafragLoopsMax();
    Duration round = roundTime().plus(statusTimeMax(stage));
    return stage
        .multipliedBy(SETUP_STAGES_MAX)
        .plus(lateAnswerTime())
        .plus(SESSION_GUARD)
        .plus(round.multipliedBy(rounds))
        .plus(stage);
  }

  private Duration statusTimeMax(Duration stage) {
    Duration byMulticast =
        parameters.deliveryTimeout().plus(statusDelayMax()).plus(answerTimeout());
    return byMulticast.plus(stage).plus(statusDelayMax().multipliedBy(triesMax()));
  }

  /** Why a campaign cannot start now; none if it can. */
  List<Problem> problems(Instant start) {
    Instant end = start.plus(parameters.maximumDuration());
    Problems problems =
        new Problems()
            .require(!targets.isEmpty(), "devices", "are none")
            .require(
                slowestUplinkInterval.compareTo(Duration.ZERO) > 0,
                "uplink_interval",
                "is zero or less")
            .require(
                parameters.deliveryTimeout().compareTo(slowestUplinkInterval) >= 0,
                "delivery_timeout",
                "is "
                    + parameters.deliveryTimeout()
                    + ", less than the slowest uplink interval, "
                    + slowestUplinkInterval)
            .require(
                firmware.fragSize()
                    <= CutFile.fragSizeMax(parameters.multicastChannel().dataRate()),
                "frag_size",
                "is " + firmware.fragSize() + ", too large for mcast_data_rate")
            .require(
                roundTime().compareTo(sessionLength(TIME_OUT_MAX)) <= 0,
                "session_duration",
                "is "
                    + sessionLength(TIME_OUT_MAX)
                    + " at most, a round of fragments takes "
                    + roundTime());
    parameters
        .sessionStart()
        .ifPresent(
            instant ->
                problems.require(
                    instant.isAfter(start) && instant.isBefore(end),
                    "session_start",
                    "is " + instant + ", not within " + start + ".." + end));
    checkRebootTime(problems, start, end);
    checkVersions(problems);
    return problems.found();
  }

  /**
   * Coded fragments go by one parity matrix to all, so their devices must be of one version; and a
   * device of version 2 takes only so many setups in its life.
   */
  private void checkVersions(Problems problems) {
    for (Target target : targets) {
      PackageVersion version = target.packageVersion();
      problems.require(
          !firmware.isCoded() || version == firmware.packageVersion(),
          target.device().toString(),
          "has its packages in version "
              + version.number()
              + ", the fragments are coded for version "
              + firmware.packageVersion().number());
      problems.require(
          version == PackageVersion.V1
              || counters.left(target.device(), parameters.fragIndex()) >= triesMax(),
          target.device().toString(),
          "has no SessionCnt left at frag_index " + parameters.fragIndex());
    }
  }

  private void checkRebootTime(Problems problems, Instant start, Instant end) {
    if (parameters.reboot() instanceof Reboot.AtTime atTime) {
      Instant earliest = start.plus(untilReadyMax());
      Instant latest = end.minus(parameters.versionReportTimeout());
      Instant reboot = atTime.instant().orElse(earliest);
      problems.require(
          !reboot.isBefore(earliest) && !reboot.isAfter(latest),
          "device_reboot_time",
          "is "
              + reboot
              + ", not between the end of the transfer, at the latest "
              + earliest
              + ", and the time for version reports, "
              + latest);
    }
  }
}
