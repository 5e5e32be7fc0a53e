package dev.fuota.server.campaign;

import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instants that devices are told. They are computed when they are first needed, from how long
 * the stages before took, and then they stay: the devices know them.
 */
final class Schedule {
  private final CampaignContext context;
  private Instant endLatest = Instant.MAX;
  private Instant stageBegan = Instant.EPOCH;
  private Duration longestSetup = Duration.ZERO;
  private @Nullable Instant sessionStart;
  private @Nullable Instant rebootAt;

  Schedule(CampaignContext context) {
    this.context = context;
  }

  void endLatest(Instant latest) {
    endLatest = latest;
  }

  /** As an earlier process left it. */
  void restore(CampaignState state) {
    stageBegan = state.stageBeganAt();
    longestSetup = state.longestSetup();
    sessionStart = state.sessionStart().orElse(null);
    rebootAt = state.rebootAt().orElse(null);
  }

  void stageBegins() {
    stageBegan = context.now();
  }

  void stageEnds() {
    longestSetup = Delays.longer(longestSetup, Duration.between(stageBegan, context.now()));
  }

  Instant stageBegan() {
    return stageBegan;
  }

  Duration longestSetup() {
    return longestSetup;
  }

  Optional<Instant> sessionStart() {
    return Optional.ofNullable(sessionStart);
  }

  /** When the devices stop listening to the group, as they were told. */
  Optional<Instant> sessionEnd() {
    return sessionStart().map(start -> start.plus(context.plan().sessionLength(timeOut())));
  }

  Optional<Instant> rebootAt() {
    return Optional.ofNullable(rebootAt);
  }

  /**
   * The longest that a stage of the setup will take: all tries, or twice what the stages before
   * took, since a busy gateway can make them longer than that.
   */
  private Duration setupStageMax() {
    return Delays.longer(context.plan().exchangeTimeMax(), longestSetup.multipliedBy(2));
  }

  /** As it was asked for, or when the transfer is over for certain (TP-16). */
  Instant rebootTime(Reboot.AtTime asked) {
    if (rebootAt == null) {
      Instant earliest = context.now().plus(context.plan().untilReadyMax(setupStageMax()));
      rebootAt = asked.instant().orElse(earliest);
    }
    return rebootAt;
  }

  /**
   * When the setup is over for certain, in whole seconds, or later if that is asked for (TP-12).
   */
  Instant startOfSession() {
    if (sessionStart == null) {
      Duration setup = setupStageMax().plus(context.plan().lateAnswerTime());
      Instant certain = context.now().plus(setup).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
      Instant start =
          context.parameters().sessionStart().filter(it -> it.isAfter(certain)).orElse(certain);
      sessionStart = context.parameters().isClassB() ? atBeacon(start) : start;
    }
    return sessionStart;
  }

  /** How long devices listen: T = start of the campaign + maximum_duration - session start. */
  int timeOut() {
    Duration listen = context.plan().sessionDuration(startOfSession(), endLatest);
    return context.plan().timeOut(listen);
  }

  /** The first beacon that is not before (TS005, McClassBSessionReq). */
  private static Instant atBeacon(Instant instant) {
    Instant whole = instant.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    long seconds = GpsTime.of(whole).seconds();
    return whole.plusSeconds(Math.floorMod(-seconds, CampaignPlan.BEACON_PERIOD_SECONDS));
  }
}
