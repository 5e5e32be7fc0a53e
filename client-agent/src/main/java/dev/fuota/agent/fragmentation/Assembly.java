package dev.fuota.agent.fragmentation;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.fragmentation.SessionRecord.Stage;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a block when enough fragments are there.
 *
 * <pre>
 * log checked --version 2--> checking, page by page --MIC wrong--> failed
 *      |                        |
 *      +---------- the block is whole
 *                      |
 *                      +-- a file --> complete: it stays in the log
 *                      +-- firmware --> waiting --slot free--> rebuilding, page by page
 *                                                                      |
 * some fragments went bad --> receiving              image judged --> settled
 * </pre>
 */
final class Assembly {
  private static final int ATTEMPTS_MAX = 3;

  private final FragmentationSession session;
  private final SessionContext context;

  /** There while the block is checked or copied. */
  private @Nullable PageWalk walk;

  /** There while the block is checked. */
  private @Nullable Integrity integrity;

  private int attempts;

  Assembly(FragmentationSession session) {
    this.session = session;
    this.context = session.context();
  }

  /** The block is not wanted any more, or nothing is left to do for it. */
  void stop() {
    walk = null;
    integrity = null;
    attempts = 0;
  }

  /** The log was read: these fragments are good. */
  List<Action> onLogChecked(int[] numbers, DeviceTime now) {
    if (!session.needsLog()) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    Fragments known = session.fragments().orElseGet(() -> resume(numbers, actions));
    if (known.rank() != numbers.length) {
      known.keepOnly(numbers);
    }
    actions.addAll(known.areEnough() ? onEnough(known, now) : onMissing());
    return actions;
  }

  private Fragments resume(int[] numbers, List<Action> actions) {
    FragSessionSetup setup = session.setup();
    Fragments found = Fragments.found(setup, () -> context.newDecoder(setup), numbers);
    session.know(found);
    actions.add(
        new Action.Tell(
            new AgentEvent.FragSessionResumed(
                session.fragIndex(), setup.nbFrag(), numbers.length)));
    return found;
  }

  /** Fragments are still wanted, or wanted again because they went bad. */
  private List<Action> onMissing() {
    walk = null;
    integrity = null;
    session.turnTo(Phase.RECEIVING);
    if (session.isAt(Stage.RECEIVING)) {
      return List.of();
    }
    context.reports().drop(session.fragIndex());
    return List.of(session.write(session.record().at(Stage.RECEIVING).withReportsLeft(0)));
  }

  private List<Action> onEnough(Fragments known, DeviceTime now) {
    if (session.isAt(Stage.COMPLETE)) {
      return List.of();
    }
    walk = PageWalk.over(known.block(), context.limits().page());
    if (session.isAt(Stage.COPYING) || session.setupV2().isEmpty()) {
      return onWhole(walk, now);
    }
    session.turnTo(Phase.CHECKING); // the download slot is not touched before (TS004-37)
    integrity = context.newIntegrity(session.setupV2().orElseThrow());
    return List.of();
  }

  private List<Action> onWhole(PageWalk copying, DeviceTime now) {
    if (session.isFirmware()) {
      walk = copying;
      session.turnTo(Phase.WAITING);
      return List.of();
    }
    List<Action> actions = new ArrayList<>(finish(Stage.COMPLETE, now));
    actions.add(complete());
    return actions;
  }

  private Action complete() {
    FragSessionSetup setup = session.setup();
    return new Action.Tell(
        new AgentEvent.BlockComplete(
            session.fragIndex(), setup.descriptor(), setup.blockLength())); // TS004-25
  }

  /**
   * Whether there is something to do.
   *
   * @param slotTaken whether another block is being written into the download slot
   */
  boolean hasTurn(boolean slotTaken) {
    return walk != null && (session.phase() != Phase.WAITING || !slotTaken);
  }

  /** The next page, or the first step to it. */
  List<Action> onTurn() {
    return Optional.ofNullable(walk).map(this::next).orElse(List.of());
  }

  private List<Action> next(PageWalk at) {
    int fragIndex = session.fragIndex();
    return switch (session.phase()) {
      case CHECKING -> List.of(new Action.ReadPage(fragIndex, at.page(), at.size(), at.block()));
      case WAITING ->
          List.of(
              session.write(session.record().at(Stage.COPYING)), new Action.ReleaseSlot(fragIndex));
      case REBUILDING -> List.of(new Action.WritePage(fragIndex, at.page(), at.block()));
      case NONE, RECEIVING, SETTLED, COMPLETE, FAILED -> List.of();
    };
  }

  /** Nothing that counts is in the download slot. */
  List<Action> onSlotReleased() {
    if (session.phase() == Phase.WAITING) {
      session.turnTo(Phase.REBUILDING);
    }
    return List.of();
  }

  /** A page of the block that is being checked was read. */
  List<Action> onPageRead(byte[] octets, int count, DeviceTime now) {
    PageWalk read = walk;
    Integrity check = integrity;
    if (read == null || check == null) {
      return List.of();
    }
    check.update(octets, count);
    walk = read.next();
    if (!walk.isDone()) {
      return List.of();
    }
    integrity = null;
    attempts = 0;
    return check.holds() ? onWhole(read.again(), now) : fail("MIC error", now);
  }

  /** A page is in the download slot. */
  List<Action> onPageWritten() {
    PageWalk written = walk;
    if (written == null) {
      return List.of();
    }
    walk = written.next();
    if (!walk.isDone()) {
      return List.of();
    }
    stop();
    return List.of(
        new Action.Tell(new AgentEvent.ImageRebuilt(session.setup().blockLength())),
        complete(),
        Action.Simple.INSPECT_IMAGE);
  }

  /**
   * A fragment could not be read, or the slot could not be written. The log tells whether anything
   * is missing now; after {@link #ATTEMPTS_MAX} times an image is judged as it is, which names the
   * reason, and a block whose MIC cannot be computed counts as one whose MIC is wrong.
   */
  List<Action> onPageFailed(DeviceTime now) {
    attempts++;
    if (attempts < ATTEMPTS_MAX) {
      return List.of(new Action.CheckLog(session.fragIndex()));
    }
    boolean checking = session.phase() == Phase.CHECKING;
    stop();
    return checking ? fail("fragments cannot be read", now) : List.of(Action.Simple.INSPECT_IMAGE);
  }

  private List<Action> fail(String reason, DeviceTime now) {
    List<Action> actions = new ArrayList<>(finish(Stage.MIC_FAILED, now));
    actions.add(new Action.Tell(new AgentEvent.BlockFailed(session.fragIndex(), reason)));
    return actions;
  }

  /** The image was judged, whatever the outcome: the block is done with. */
  List<Action> onSettled(DeviceTime now) {
    return session.isAt(Stage.COPYING) ? finish(Stage.SETTLED, now) : List.of();
  }

  /** The block is rebuilt, for good or bad. */
  private List<Action> finish(Stage stage, DeviceTime now) {
    stop();
    int received =
        session.fragments().map(Fragments::received).orElseGet(() -> session.setup().nbFrag());
    SessionRecord done = session.record().done(stage, received, context.reports().owed(session));
    List<Action> actions = new ArrayList<>();
    if (stage.needsLog()) {
      session.turnTo(Phase.COMPLETE);
      actions.add(session.write(done));
    } else {
      session.become(done);
      actions.add(Action.Simple.KEEP_MULTICAST_COUNTERS);
      actions.add(new Action.CloseLog(session.fragIndex()));
      actions.add(session.save());
    }
    actions.addAll(context.reports().begin(session, now));
    return actions;
  }
}
