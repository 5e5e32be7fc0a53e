package dev.fuota.server.campaign;

import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of the campaign's table, in their order, and where it stands in them. */
final class CampaignSteps {
  private final CampaignContext context;
  private final CampaignParameters parameters;
  private final FragmentTransfer transfer;
  private final TransferStep transferStep;
  private final List<Step> rows = new ArrayList<>();
  private Instant endLatest = Instant.MAX;
  private Instant stepBegan = Instant.MIN;
  private Duration longestSetup = Duration.ZERO;
  private @Nullable Instant sessionStart;
  private int current;

  CampaignSteps(CampaignContext context, FragmentTransfer.Watcher watcher) {
    this.context = context;
    this.parameters = context.parameters();
    this.transfer = new FragmentTransfer(context, watcher);
    this.transferStep = new TransferStep(context, transfer, this::sessionStart);
    rows.add(new SetupStep(Stage.MC_GROUP_SETUP, context, this::mcGroupSetup));
    if (parameters.reboot() instanceof Reboot.AtTime atTime) {
      rows.add(new SetupStep(Stage.DEV_REBOOT_TIME_SETUP, context, () -> rebootTimeSetup(atTime)));
    }
    rows.add(new SetupStep(Stage.FRAG_SESSION_SETUP, context, this::fragSessionSetup));
    Stage sessionSetup = McSessionSetup.stage(parameters.multicastChannel());
    rows.add(new SetupStep(sessionSetup, context, this::sessionSetup));
    rows.add(transferStep);
    rows.add(new StatusStep(context, status(), transferStep::round));
    rows.add(new AskStep(context, new DevUpgradeImage(version()), this::goOnWithImages));
    rows.add(
        new AskStep(
            context,
            new DevRebootCountdown(parameters.reboot().countdown(), context.clock()),
            told -> context.fleet().goOnWithAnybody()));
    rows.add(new VersionStep(context, new DevVersion(version())));
  }

  /** Only devices that hold the verified image count as ready. */
  private Next goOnWithImages(long ready) {
    return context.fleet().goOnWith(ready, "hold the verified image");
  }

  /** Begins the first one; the campaign ends at {@code latest} at the latest. */
  void begin(Instant latest) {
    endLatest = latest;
    begin();
  }

  List<Stage> stages() {
    return rows.stream().map(Step::stage).toList();
  }

  Step current() {
    return rows.get(current);
  }

  void toNext() {
    Duration took = Duration.between(stepBegan, context.now());
    longestSetup = took.compareTo(longestSetup) > 0 ? took : longestSetup;
    current++;
    begin();
  }

  void toTransfer() {
    current = rows.indexOf(transferStep);
    begin();
  }

  private void begin() {
    stepBegan = context.now();
    context.stages().accept(current().stage());
    current().begin();
  }

  /**
   * The longest that a stage of the setup will take: all tries, or twice what the stages before
   * took, since a busy gateway can make them longer than that.
   */
  private Duration setupStageMax() {
    Duration tries = context.plan().exchangeTimeMax();
    Duration seen = longestSetup.multipliedBy(2);
    return tries.compareTo(seen) > 0 ? tries : seen;
  }

  /** Ends what goes on by itself. */
  void stop() {
    transfer.stop();
  }

  /** Rounds of fragments begun, or 1 before the first. */
  int round() {
    return Math.max(1, transferStep.round());
  }

  int fragmentsSent() {
    return transfer.sent();
  }

  private Exchange<?> mcGroupSetup() {
    CampaignGroup group = context.group();
    context
        .network()
        .defineGroup(group.mcAddr(), McKeys.sessionKeys(group.mcKey(), group.mcAddr()));
    context.network().members(group.mcAddr(), hearers());
    return new McGroupSetup(group, context.network().nextMcFCnt(group.mcAddr()));
  }

  /** The targets, and who else is in the group. */
  private Set<DeviceId> hearers() {
    Set<DeviceId> hearers = new LinkedHashSet<>(context.group().members());
    context.fleet().all().forEach(participant -> hearers.add(participant.device()));
    return hearers;
  }

  private Exchange<?> rebootTimeSetup(Reboot.AtTime atTime) {
    Instant earliest = context.now().plus(context.plan().untilReadyMax(setupStageMax()));
    return new DevRebootTimeSetup(atTime.instant().orElse(earliest));
  }

  private Exchange<?> fragSessionSetup() {
    return new FragSessionSetup(
        context.firmware(),
        context.group().mcGroupId(),
        parameters.fragIndex(),
        context.plan().blockAckDelay(),
        parameters.ackReception(),
        context.sessionCounters());
  }

  /** T = start of the campaign + maximum_duration - start of the session (TP-12). */
  private Exchange<?> sessionSetup() {
    sessionStart = firstSessionStart();
    Duration length = Duration.between(sessionStart, endLatest);
    return McSessionSetup.of(
        context.group().mcGroupId(),
        sessionStart,
        context.plan().timeOut(length),
        parameters.multicastChannel());
  }

  /** When the setup is over for certain, in whole seconds, or later if that is asked for. */
  private Instant firstSessionStart() {
    Duration setup = setupStageMax().plus(context.plan().lateAnswerTime());
    Instant certain = context.now().plus(setup).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Instant start =
        parameters.sessionStart().filter(asked -> asked.isAfter(certain)).orElse(certain);
    return parameters.isClassB() ? atBeacon(start) : start;
  }

  /** The first beacon that is not before (TS005, McClassBSessionReq). */
  private static Instant atBeacon(Instant instant) {
    long seconds = GpsTime.of(instant.plusNanos(999_999_999)).seconds();
    long wait = Math.floorMod(-seconds, CampaignPlan.BEACON_PERIOD_SECONDS);
    return instant.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS).plusSeconds(wait);
  }

  private Instant sessionStart() {
    if (sessionStart == null) {
      throw new IllegalStateException("the session's start is not known before its setup");
    }
    return sessionStart;
  }

  private FragSessionStatus status() {
    return new FragSessionStatus(parameters.fragIndex(), context.plan().statusDelayMax());
  }

  private long version() {
    return context.firmware().fwVersion().orElseThrow();
  }
}
