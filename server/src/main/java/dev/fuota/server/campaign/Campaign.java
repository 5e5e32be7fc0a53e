package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedAns;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Updates the firmware of a set of devices over one multicast group: FUS and FDS of TR002, in the
 * stages of ThingPark's firmware-upgrade campaign.
 *
 * <pre>
 * stage                     to each device          over when                           then
 * MC_GROUP_SETUP            McGroupSetupReq         success_threshold answered, or all  next
 * DEV_REBOOT_TIME_SETUP *   DevRebootTimeReq          others refused or used up their   next
 * FRAG_SESSION_SETUP        FragSessionSetupReq       tries                             next
 * MC_CLASS_C_SESSION_SETUP  McClassCSessionReq ***                                      next
 * DL_FRAGMENT               (multicast) DataFragment  all fragments are out             next
 * FRAG_SESSION_STATUS       FragSessionStatusReq    all answered or used up their tries
 *                             enough are complete                                       next
 *                             too few, no coded fragments, rounds left                  DL_FRAGMENT
 *                             too few                                                   FAILED
 * DEV_UPGRADE_IMAGE         DevUpgradeImageReq      the same; too few hold it: FAILED   next
 * DEV_REBOOT_COUNTDOWN      DevRebootCountdownReq   the same                            next
 * DEV_VERSION               DevVersionReq **        the same                            DONE, FAILED
 * any                                               nobody is left, maximum_duration    DONE, FAILED
 * </pre>
 *
 * <p>* only if a reboot time is asked for. ** only if it has not reported by itself. *** in class B
 * MC_CLASS_B_SESSION_SETUP and McClassBSessionReq.
 *
 * <p>A device that refuses or stays silent is out, with the reason, and holds nobody up. What a
 * device reports of its version counts at any time, behind the end of the campaign too.
 */
public final class Campaign {
  private final CampaignPorts ports;
  private final CampaignParameters parameters;
  private final CampaignPlan plan;
  private final CutFile firmware;
  private final CampaignGroup group;
  private final Fleet fleet;
  private final ExchangeRunner runner;
  private final CampaignSteps steps;
  private final Tally tally = new Tally();
  private boolean started;
  private @Nullable Verdict verdict;
  private Timers.@Nullable Timer deadline;

  /** A campaign that has not started. */
  public Campaign(
      CampaignParameters parameters,
      Job job,
      CampaignGroup group,
      List<Target> targets,
      CampaignPorts ports) {
    this.ports = ports;
    this.parameters = parameters;
    this.firmware = job.file().orElseThrow();
    this.group = group;
    this.plan = new CampaignPlan(parameters, firmware, targets, ports.sessionCounters());
    this.fleet = new Fleet(targets, plan.needed(), firmware.fwVersion().orElseThrow());
    this.runner = new ExchangeRunner(fleet.all(), environment(), new RunnerWatcher());
    MulticastSender sender =
        new MulticastSender(ports, group.mcAddr(), parameters, tally::onMulticastSent);
    CampaignContext context =
        new CampaignContext(
            parameters,
            plan,
            firmware,
            group,
            fleet,
            runner,
            sender,
            ports.network(),
            ports.sessionCounters(),
            ports.clock(),
            ports.timers(),
            ports.listener()::onStage,
            this::progress);
    this.steps = new CampaignSteps(context, ports.listener()::onFragment);
  }

  private UnicastRequest.Environment environment() {
    UnicastRequest.Limits limits =
        new UnicastRequest.Limits(
            plan.triesMax(),
            parameters.deliveryTimeout(),
            plan.answerTimeout(),
            plan.exchangeTimeMax());
    Pacer pacer = new Pacer(parameters.ucastMsgDelay(), ports.clock(), ports.timers());
    return new UnicastRequest.Environment(ports.network(), ports.timers(), pacer, limits);
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
    return new Campaign(parameters, job, group, targets, ports);
  }

  /** Why the campaign could not start now, each reason one sentence; none if it could. */
  public List<String> problems() {
    return faults().stream().map(Problem::text).toList();
  }

  /** The same, by the parameter that each concerns. */
  public List<Problem> faults() {
    List<Problem> faults = new ArrayList<>(parameters.problems());
    if (faults.isEmpty()) { // the plan needs parameters within their ranges
      faults.addAll(plan.problems(ports.clock().instant()));
    }
    return List.copyOf(faults);
  }

  /**
   * Starts the first stage.
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
    Instant latest = ports.clock().instant().plus(parameters.maximumDuration());
    deadline = ports.timers().after(parameters.maximumDuration(), this::onMaximumDuration);
    ports.network().listen(this::onUplink);
    steps.begin(latest);
    progress();
  }

  private void progress() {
    while (verdict == null && steps.current().isOver()) {
      Next next = steps.current().next();
      if (next instanceof Next.End end) {
        finish(end.verdict());
      } else if (next instanceof Next.Round) {
        steps.toTransfer();
      } else {
        steps.toNext();
      }
    }
  }

  private void onMaximumDuration() {
    if (verdict == null) {
      finish(fleet.verdict("maximum_duration has passed: "));
    }
  }

  private void finish(Verdict reached) {
    verdict = reached;
    runner.stop();
    steps.stop();
    if (deadline != null) {
      deadline.cancel();
    }
    fleet.leaveAll("the campaign ended in " + steps.current().stage());
    ports.listener().onFinished(reached);
  }

  private void onUplink(Uplink uplink) {
    Optional<Participant> participant = fleet.find(uplink.device());
    if (participant.isPresent()) {
      participant.get().hear();
      read(participant.get(), uplink);
      progress();
    } else if (UplinkReader.owns(uplink.fPort())) {
      tally.ignore(IgnoredUplink.FOREIGN_DEVICE);
    }
  }

  private void read(Participant participant, Uplink uplink) {
    if (uplink.fPort() == DevVersionReport.FPORT) {
      onVersionReport(participant, DevVersionReport.decode(uplink.payload()));
    } else {
      UplinkReader.read(uplink, participant.target().packageVersion())
          .ifPresent(content -> onContent(participant, content, uplink));
    }
  }

  private void onContent(Participant participant, UplinkReader.Content content, Uplink uplink) {
    for (Command command : content.commands()) {
      if (command instanceof FragDataBlockReceivedReq block) {
        onBlockReceived(participant, block, uplink);
      } else {
        onCommand(participant, command, uplink);
      }
    }
    if (!content.whole()) {
      tally.ignore(IgnoredUplink.MALFORMED);
    }
  }

  private void onCommand(Participant participant, Command command, Uplink uplink) {
    if (verdict == null) {
      runner.onCommand(participant, command, uplink);
    } else {
      tally.ignore(IgnoredUplink.LATE);
    }
  }

  /**
   * A device has rebuilt a block (TS004-39). It is answered in any case, since it asks until it is;
   * about this campaign's block it says what its status would.
   */
  private void onBlockReceived(
      Participant participant, FragDataBlockReceivedReq block, Uplink uplink) {
    FragDataBlockReceivedAns ans = new FragDataBlockReceivedAns(block.fragIndex());
    Downlink downlink = new Downlink(uplink.fPort(), ans.encode());
    ports.network().send(participant.device(), downlink, tally::onUnicastSent);
    StageState setup = participant.state(Stage.FRAG_SESSION_SETUP);
    if (block.fragIndex() != parameters.fragIndex() || setup.tries() == 0) {
      tally.ignore(IgnoredUplink.OTHER_SESSION);
      return;
    }
    if (!block.micError()) {
      participant.reportBlock();
    }
    if (participant.state(Stage.FRAG_SESSION_STATUS).tries() > 0) {
      onCommand(
          participant,
          FragSessionStatusAnsV2.of(
              false, block.micError(), firmware.nbFrag(), block.fragIndex(), 0),
          uplink);
    }
  }

  private void onVersionReport(Participant participant, Decoded<DevVersionReport> decoded) {
    decoded
        .value()
        .ifPresentOrElse(
            report -> {
              participant.reported(report.fwVersion());
              if (report.fwVersion() == firmware.fwVersion().orElseThrow()) {
                runner.onUpdated(participant);
              }
            },
            () -> tally.ignore(IgnoredUplink.MALFORMED));
  }

  /** The group with the members that it has now, for another campaign (TP-10). */
  public CampaignGroup group() {
    Set<DeviceId> members = new HashSet<>(group.members());
    fleet.all().stream()
        .filter(p -> p.state(Stage.MC_GROUP_SETUP).status() == StageState.Status.ANSWERED)
        .forEach(p -> members.add(p.device()));
    return new CampaignGroup(group.mcGroupId(), group.mcAddr(), group.mcKey(), members);
  }

  /**
   * Ends the campaign: nothing is sent any more.
   *
   * @param deleteOnDevices whether the devices are told to delete what they were given; it ends
   *     when they have, or do not answer
   */
  public void abort(boolean deleteOnDevices) {
    if (verdict == null) {
      finish(new Verdict(Verdict.Outcome.ABORTED, "aborted"));
    }
  }

  /** The rows of this campaign, in their order. */
  public List<Stage> stages() {
    return steps.stages();
  }

  /** The campaign in numbers. */
  public StageCounts counts() {
    return new StageCounts(Map.of(), fleet.all().size(), 0, 0);
  }

  /** One of its devices. */
  public Optional<DeviceSnapshot> device(DeviceId device) {
    return fleet.find(device).map(Participant::snapshot);
  }

  /** Present when the campaign is over. */
  public Optional<Verdict> verdict() {
    return Optional.ofNullable(verdict);
  }

  /** The campaign as it stands. */
  public CampaignSnapshot snapshot() {
    return new CampaignSnapshot(
        steps.current().stage(),
        verdict(),
        fleet.all().stream().map(Participant::snapshot).toList(),
        steps.round(),
        steps.fragmentsSent(),
        firmware.total(),
        firmware.nbFrag(),
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
    public void onUpdated(Participant participant) {
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
