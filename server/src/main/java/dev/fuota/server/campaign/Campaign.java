package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a file, a firmware or commands to a set of devices, over one multicast group or to each by
 * unicast: FUS and FDS of TR002, in the stages of ThingPark's campaigns.
 *
 * <pre>
 * stage                     to each device          over when                           then
 * MC_GROUP_SETUP          m McGroupSetupReq         success_threshold answered, or all  next
 * DEV_REBOOT_TIME_SETUP   r DevRebootTimeReq          others refused or used up their   next
 * FRAG_SESSION_SETUP      f FragSessionSetupReq       tries                             next
 * MC_CLASS_C_SESSION_SETUP m McClassCSessionReq                                         next
 * MC_COMMAND              g (multicast) commands    all commands are out                DONE, FAILED
 * DL_FRAGMENT             f (to all) DataFragment   all fragments are out               next
 * FRAG_SESSION_STATUS     f FragSessionStatusReq    all answered or used up their tries
 *                             enough are complete                                     next, or DONE
 *                             too few, no coded fragments     TRANSMISSION_ROUNDS
 *                             too few                                                   FAILED
 * TRANSMISSION_ROUNDS     f DataFragment, then FragSessionStatusReq: the same, at most
 *                             datafrag_loops_max rounds; adaptive: bursts of coded ones, too
 * UNICAST_REPAIR          x DataFragment, then FragSessionStatusReq, to each that misses few; the
 *                             verdict counts behind it
 * DEV_UPGRADE_IMAGE       u DevUpgradeImageReq      the same; too few hold it: FAILED   next
 * DEV_REBOOT_COUNTDOWN    u DevRebootCountdownReq   the same                            next
 * DEV_VERSION             u DevVersionReq *         the same                            DONE, FAILED
 * any                       nobody is left, maximum_duration                            DONE, FAILED
 * any                       abort                               ABORT_CLEANUP, then ABORTED
 * </pre>
 *
 * <p>m: only by multicast, in class B McClassBSessionReq; f: only with a file; g: only without one;
 * u: only with a firmware; r: only if a reboot time is asked for. x: only if it is asked for. *
 * only if it has not reported by itself. DONE stands for DONE_WITH_FAILURES, too.
 *
 * <p>A device that refuses or stays silent is out, with the reason, and holds nobody up. What a
 * device reports of its version counts at any time, behind the end of the campaign too.
 */
public final class Campaign {
  private final CampaignPorts ports;
  private final CampaignParameters parameters;
  private final CampaignPlan plan;
  private final CampaignGroup group;
  private final Fleet fleet;
  private final ExchangeRunner runner;
  private final CampaignContext context;
  private final CampaignSteps steps;
  private final UplinkDesk desk;
  private final Tally tally = new Tally();
  private Optional<CampaignState> before = Optional.empty();
  private Optional<CleanupStep> cleanup = Optional.empty();
  private Instant startedAt = Instant.EPOCH;
  private boolean started;
  private @Nullable Verdict verdict;
  private Timers.@Nullable Timer deadline;

  /**
   * A campaign that has not started.
   *
   * @param group where fragments go; of no use if they go by unicast
   */
  public Campaign(
      CampaignParameters parameters,
      Job job,
      CampaignGroup group,
      List<Target> targets,
      CampaignPorts ports) {
    this.ports = ports;
    this.parameters = parameters;
    this.group = group;
    this.plan = new CampaignPlan(parameters, job, group, targets, ports.sessionCounters());
    this.fleet = new Fleet(targets, plan.needed(), job.goal(), this::save);
    Pacer pacer = new Pacer(parameters.ucastMsgDelay(), ports.clock(), ports.timers());
    UnicastRequest.Environment environment =
        new UnicastRequest.Environment(ports.network(), ports.timers(), pacer, plan.limits());
    RunnerWatcher watcher = new RunnerWatcher();
    this.runner = new ExchangeRunner(fleet, environment, watcher);
    this.context =
        new CampaignContext(
            parameters,
            plan,
            job,
            group,
            fleet,
            runner,
            new MulticastSender(ports, group.mcAddr(), parameters, plan, tally::onMulticastSent),
            environment,
            watcher,
            ports,
            this::progress,
            this::save);
    this.steps = new CampaignSteps(context);
    this.desk = new UplinkDesk(context, tally, this::onCommand);
  }

  /**
   * A campaign that goes on where another process left it: {@link #start} does.
   *
   * @param state as the keeper had it last
   * @param participants by device; those without one are at the beginning
   */
  public static Campaign resume(
      CampaignParameters parameters,
      Job job,
      CampaignGroup group,
      List<Target> targets,
      CampaignState state,
      Map<DeviceId, ParticipantState> participants,
      CampaignPorts ports) {
    Campaign campaign = new Campaign(parameters, job, group, targets, ports);
    campaign.before = Optional.of(state);
    campaign.tally.restore(state);
    for (Participant participant : campaign.fleet.all()) {
      Optional.ofNullable(participants.get(participant.device())).ifPresent(participant::restore);
    }
    return campaign;
  }

  /** Why the campaign could not start now, each reason one sentence; none if it could. */
  public List<String> problems() {
    return faults().stream().map(Problem::text).toList();
  }

  /** The same, by the parameter that each concerns. */
  public List<Problem> faults() {
    List<Problem> faults = new ArrayList<>(parameters.problems());
    if (faults.isEmpty() && before.isEmpty()) { // the plan needs parameters within their ranges
      faults.addAll(plan.problems(ports.clock().instant()));
    }
    return List.copyOf(faults);
  }

  /**
   * Starts the first stage, or goes on with the one that another process left.
   *
   * @throws IllegalArgumentException if there are {@link #problems}
   * @throws IllegalStateException if the campaign was started before
   */
  public void start() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    if (started) {
      throw new IllegalStateException("a campaign starts once");
    }
    started = true;
    startedAt = before.map(CampaignState::startedAt).orElseGet(ports.clock()::instant);
    verdict = before.flatMap(CampaignState::verdict).orElse(null);
    ports.network().listen(this::onUplink);
    before.ifPresent(state -> steps.standAt(state, new CleanupStep(context)));
    if (verdict != null) {
      return;
    }
    Duration whole = parameters.maximumDuration();
    Duration gone = Duration.between(startedAt, ports.clock().instant());
    Duration left = Delays.within(whole.minus(gone), whole);
    deadline = ports.timers().after(left, this::onMaximumDuration);
    Instant latest = startedAt.plus(whole);
    if (before.isEmpty()) {
      steps.begin(latest);
    } else if (before.get().stage() == Stage.ABORT_CLEANUP) {
      cleanUp();
    } else if (left.isZero()) {
      onMaximumDuration();
    } else {
      steps.resume(before.get(), latest);
    }
    progress();
  }

  private void progress() {
    while (verdict == null && steps.current().isOver()) {
      Next next = steps.current().next();
      if (next instanceof Next.End end) {
        finish(end.verdict());
      } else if (next instanceof Next.Round) {
        steps.toRounds();
      } else {
        steps.toNext();
      }
    }
  }

  private void onMaximumDuration() {
    if (verdict == null) {
      finish(
          cleanup
              .map(CleanupStep::verdict)
              .orElseGet(() -> fleet.verdict("maximum_duration has passed: ")));
    }
  }

  /**
   * Ends the campaign: nothing of it is sent any more.
   *
   * @param deleteOnDevices whether the devices are told to delete what they were given; the
   *     campaign is over when they have, or do not answer
   */
  public void abort(boolean deleteOnDevices) {
    if (verdict != null) {
      return;
    }
    fleet.leaveAll("aborted in " + steps.current().stage());
    if (deleteOnDevices && started && cleanup.isEmpty()) {
      cleanUp();
      progress();
    } else {
      finish(
          cleanup
              .map(CleanupStep::verdict)
              .orElseGet(() -> new Verdict(Verdict.Outcome.ABORTED, "aborted")));
    }
  }

  private void cleanUp() {
    runner.stop();
    CleanupStep step = new CleanupStep(context);
    cleanup = Optional.of(step);
    steps.interrupt(step);
  }

  private void finish(Verdict reached) {
    verdict = reached;
    runner.stop();
    steps.stop();
    if (deadline != null) {
      deadline.cancel();
    }
    fleet.leaveAll("the campaign ended in " + steps.current().stage());
    save();
    ports.listener().onFinished(reached);
  }

  private void save() {
    if (ports.keeper() != CampaignKeeper.NONE) {
      ports.keeper().save(steps.save(startedAt, tally, verdict()));
    }
  }

  private void save(Participant participant) {
    if (started && ports.keeper() != CampaignKeeper.NONE) {
      ports.keeper().save(participant.save());
    }
  }

  private void onUplink(Uplink uplink) {
    if (desk.onUplink(uplink)) {
      progress();
    }
  }

  private void onCommand(Participant participant, Command command, Uplink uplink) {
    if (verdict != null) {
      tally.ignore(IgnoredUplink.LATE);
    } else if (cleanup.isPresent()) {
      cleanup.get().onCommand(participant, command, uplink);
    } else if (!steps.current().takes(participant, command, uplink)) {
      runner.onCommand(participant, command, uplink);
    }
  }

  /** The group with the members that it has now, for another campaign (TP-10). */
  public CampaignGroup group() {
    Set<DeviceId> members = new HashSet<>(group.members());
    fleet.all().stream()
        .filter(p -> p.state(Stage.MC_GROUP_SETUP).status() == StageState.Status.ANSWERED)
        .forEach(p -> members.add(p.device()));
    return new CampaignGroup(group.mcGroupId(), group.mcAddr(), group.mcKey(), members);
  }

  /** Present when the campaign is over. */
  public Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** The rows of this campaign, in their order; an abort adds {@link Stage#ABORT_CLEANUP}. */
  public List<Stage> stages() {
    return steps.stages();
  }

  /** The campaign in numbers, without a look at each device. */
  public StageCounts counts() {
    return fleet.census().counts();
  }

  /** One of its devices. */
  public Optional<DeviceSnapshot> device(DeviceId device) {
    return fleet.find(device).map(Participant::snapshot);
  }

  /** The campaign as it stands. */
  public CampaignSnapshot snapshot() {
    return new CampaignSnapshot(
        steps.current().stage(),
        verdict(),
        fleet.all().stream().map(Participant::snapshot).toList(),
        steps.round(),
        steps.sent(),
        steps.total(),
        context.job().file().map(CutFile::nbFrag).orElse(steps.total()),
        tally.multicastOctets(),
        tally.multicastTimeOnAir(),
        tally.unicastTimeOnAir(),
        tally.ignored());
  }

  private final class RunnerWatcher implements ExchangeRunner.Watcher {
    @Override
    public void onState(Participant participant, Stage stage, StageState state) {
      ports.listener().onDevice(participant.device(), stage, state);
    }

    @Override
    public void onSucceeded(Participant participant) {
      ports.listener().onSucceeded(participant.device());
    }

    @Override
    public void onUnicastSent(Sent sent) {
      tally.onUnicastSent(sent);
    }

    @Override
    public void onIgnored(IgnoredUplink reason) {
      tally.ignore(reason);
    }

    @Override
    public void onGivenUp() {
      progress();
    }
  }
}
