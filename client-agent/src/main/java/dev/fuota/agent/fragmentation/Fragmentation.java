package dev.fuota.agent.fragmentation;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.fragmentation.SessionRecord.Stage;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Timer;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.ParityRowSource;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedAns;
import dev.fuota.protocol.fragmentation.FragSessionDeleteAns;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.fragmentation.PackageVersionAns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fragmentation package of a device (TS004): a session for each supported FragIndex, all of
 * which can receive at the same time (TS004-23). They share the log, the processor, which does a
 * page at a time, and the download slot, which has one block at a time.
 */
public final class Fragmentation {
  /** The device listens between two pages. */
  private static final Duration BETWEEN_PAGES = Duration.ofMillis(50);

  private final FragmentationSettings settings;
  private final SessionLimits limits;
  private final ReceivedReports reports;
  private final StatusAnswers statusAnswers;
  private final List<FragmentationSession> sessions;

  /** By FragIndex; each is made when it is asked for: most devices never need one. */
  private final @Nullable Assembly[] assemblies;

  private boolean slotHeld;

  /** A package without sessions. */
  public Fragmentation(
      FragmentationSettings settings,
      SessionLimits limits,
      ParityRowSource parityRows,
      RandomGenerator random) {
    this.settings = settings;
    this.limits = limits;
    this.reports = new ReceivedReports(random);
    StatusQueue waiting = new StatusQueue(random);
    this.statusAnswers = new StatusAnswers(settings, waiting);
    SessionContext context =
        new SessionContext(settings, limits, parityRows, random, waiting, reports);
    this.sessions =
        IntStream.range(0, limits.indexes())
            .mapToObj(fragIndex -> new FragmentationSession(fragIndex, context))
            .toList();
    this.assemblies = new Assembly[sessions.size()];
  }

  private SessionReception reception(int fragIndex) {
    return new SessionReception(sessions.get(fragIndex));
  }

  private Assembly assembly(int fragIndex) {
    Assembly there = assemblies[fragIndex];
    if (there == null) {
      there = new Assembly(sessions.get(fragIndex));
      assemblies[fragIndex] = there;
    }
    return there;
  }

  /** Takes back a session that survived a reset. */
  public void load(int fragIndex, Bytes octets) {
    sessions.get(fragIndex).load(octets);
  }

  /** Takes back the counter of an index (version 2). */
  public void loadCounter(int fragIndex, Bytes octets) {
    sessions.get(fragIndex).counter().load(octets);
  }

  /**
   * What the log has to be asked for after a reset, to be told to {@link #onLogChecked} before
   * anything else comes.
   */
  public List<Action.OpenLog> neededLogs() {
    return sessions.stream()
        .filter(FragmentationSession::needsLog)
        .map(FragmentationSession::log)
        .toList();
  }

  /** Begins after a reset: reports that were owed are owed still. */
  public List<Action> start(DeviceTime now) {
    return sessions.stream().flatMap(session -> reports.begin(session, now).stream()).toList();
  }

  /** A command came; a data fragment only if it was alone in its downlink. */
  public List<Action> onCommand(FragmentationDownlink command, Request request, DeviceTime now) {
    if (command instanceof DataFragment fragment) {
      int fragIndex = fragment.fragIndex();
      return isSupported(fragIndex)
          ? reception(fragIndex).onFragment(fragment, request.origin())
          : List.of();
    }
    if (command instanceof FragSessionStatusReq status) {
      return isSupported(status.fragIndex())
          ? statusAnswers.onRequest(sessions.get(status.fragIndex()), status, request, now)
          : statusAnswers.withoutSession(status, request);
    }
    return request.isUnicast() ? onUnicastOnly(command) : List.of(); // TS004-22
  }

  private boolean isSupported(int fragIndex) {
    return fragIndex < sessions.size();
  }

  private List<Action> onUnicastOnly(FragmentationDownlink command) {
    if (command instanceof FragSessionSetup request) {
      return onSetup(request);
    }
    if (command instanceof FragSessionDeleteReq request) {
      return onDelete(request.fragIndex());
    }
    if (command instanceof FragDataBlockReceivedAns answer) {
      return isSupported(answer.fragIndex())
          ? reports.onAnswer(sessions.get(answer.fragIndex()))
          : List.of();
    }
    return List.of(Action.Answer.with(PackageVersionAns.ours(settings.version())));
  }

  private List<Action> onSetup(FragSessionSetup request) {
    int fragIndex = request.fragIndex();
    SetupVerdict verdict = limits.judge(request, reservedByOthers(fragIndex), isReplay(request));
    Action reply = Action.Answer.with(verdict.answer(settings.version(), fragIndex));
    if (!verdict.isAccepted()) {
      AgentEvent refused = new AgentEvent.Refused("FragSessionSetupReq", verdict.reasons());
      return List.of(new Action.Tell(refused), reply);
    }
    SessionReception reception = reception(fragIndex);
    if (!reception.isUntouched(request)) {
      assembly(fragIndex).stop();
    }
    return reception.onSetup(request, reply);
  }

  private int reservedByOthers(int fragIndex) {
    return sessions.stream()
        .filter(session -> session.fragIndex() != fragIndex)
        .mapToInt(FragmentationSession::reservedSectors)
        .sum();
  }

  private boolean isReplay(FragSessionSetup request) {
    return isSupported(request.fragIndex())
        && request instanceof FragSessionSetupReqV2 counted
        && sessions.get(request.fragIndex()).counter().isReplay(counted.sessionCnt());
  }

  private List<Action> onDelete(int fragIndex) {
    if (!isSupported(fragIndex) || !sessions.get(fragIndex).exists()) {
      return List.of(
          new Action.Tell(new AgentEvent.Refused("FragSessionDeleteReq", "session does not exist")),
          Action.Answer.with(new FragSessionDeleteAns(fragIndex, true)));
    }
    assembly(fragIndex).stop();
    List<Action> actions = new ArrayList<>(reception(fragIndex).onDelete());
    actions.add(Action.Answer.with(new FragSessionDeleteAns(fragIndex, false)));
    return actions;
  }

  /** A fragment is safe in the log. */
  public List<Action> onStored(int fragIndex, int n) {
    return reception(fragIndex).onStored(n);
  }

  /**
   * A fragment could not be kept.
   *
   * @param stillThere the fragments that the log has
   */
  public List<Action> onNotStored(int fragIndex, int n, int[] stillThere) {
    return reception(fragIndex).onNotStored(n, stillThere);
  }

  /** The log was read and has these fragments. */
  public List<Action> onLogChecked(int fragIndex, int[] numbers, DeviceTime now) {
    return step(fragIndex, assembly -> assembly.onLogChecked(numbers, now));
  }

  /** The next page can be worked on. */
  public List<Action> onRebuildTimer() {
    return nextTurn().map(Assembly::onTurn).orElse(List.of());
  }

  /** A block that was on its way into the slot before a reset gets there before others. */
  private Optional<Assembly> nextTurn() {
    boolean slotTaken =
        slotHeld || sessions.stream().anyMatch(each -> each.phase() == Phase.REBUILDING);
    return sessions.stream()
        .sorted(Comparator.comparing((FragmentationSession each) -> !each.isAt(Stage.COPYING)))
        .map(each -> assembly(each.fragIndex()))
        .filter(each -> each.hasTurn(slotTaken))
        .findFirst();
  }

  /** What the download slot holds is needed: no block gets there before {@link #onSlotFree}. */
  public void holdSlot() {
    slotHeld = true;
  }

  /** What the download slot holds is not needed any more. */
  public List<Action> onSlotFree() {
    slotHeld = false;
    return nextStep();
  }

  private List<Action> nextStep() {
    return nextTurn().isPresent()
        ? List.of(new Action.Start(Timer.REBUILD, BETWEEN_PAGES))
        : List.of();
  }

  /** After each step of a session the next one is planned, if any session has one. */
  private List<Action> step(int fragIndex, Function<Assembly, List<Action>> step) {
    FragmentationSession session = sessions.get(fragIndex);
    boolean wasDelivered = session.isDelivered();
    List<Action> actions = new ArrayList<>(step.apply(assembly(fragIndex)));
    if (session.isDelivered() && !wasDelivered) {
      actions.add(new Action.NothingLeft(session.setup().mcGroupBitMask() & ~groupsAwaited()));
    }
    actions.addAll(nextStep());
    return actions;
  }

  private int groupsAwaited() {
    return sessions.stream()
        .mapToInt(FragmentationSession::groupsAwaited)
        .reduce(0, (some, more) -> some | more);
  }

  /** The download slot is free for the block that asked for it. */
  public List<Action> onSlotReleased(int fragIndex) {
    return step(fragIndex, Assembly::onSlotReleased);
  }

  /** A page of a block was read: {@code count} octets of {@code octets}. */
  public List<Action> onPageRead(int fragIndex, byte[] octets, int count, DeviceTime now) {
    return step(fragIndex, assembly -> assembly.onPageRead(octets, count, now));
  }

  /** A page is in the download slot. */
  public List<Action> onPageWritten(int fragIndex) {
    return step(fragIndex, Assembly::onPageWritten);
  }

  /** A page could not be read or written. */
  public List<Action> onPageFailed(int fragIndex, DeviceTime now) {
    return step(fragIndex, assembly -> assembly.onPageFailed(now));
  }

  /** The image in the download slot was judged; its fragments are not needed any more. */
  public List<Action> onSettled(DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    for (FragmentationSession session : sessions) {
      actions.addAll(step(session.fragIndex(), assembly -> assembly.onSettled(now)));
    }
    return actions;
  }

  /** The delay of a status answer is over. */
  public List<Action> onStatusTimer(DeviceTime now) {
    return statusAnswers.onTimer(sessions, now);
  }

  /** The report of a block is due. */
  public List<Action> onReportTimer(DeviceTime now) {
    return reports.onTimer(sessions, settings.fPort(), now);
  }

  /** The block of an index, if it is complete and no firmware. */
  public Optional<CompleteBlock> block(int fragIndex) {
    return isSupported(fragIndex) ? sessions.get(fragIndex).block() : Optional.empty();
  }

  /** How the sessions stand, by their FragIndex. */
  public List<FragmentationStatus> statuses() {
    return sessions.stream().map(FragmentationSession::overview).toList();
  }
}
