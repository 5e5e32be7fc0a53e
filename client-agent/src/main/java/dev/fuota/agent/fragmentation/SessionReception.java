package dev.fuota.agent.fragmentation;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.fragmentation.SessionRecord.Stage;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.protocol.fec.FecDecoder.Outcome;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import java.util.ArrayList;
import java.util.List;

/**
 * How a session begins, takes fragments and ends.
 *
 * <pre>
 * none --setup--> receiving --enough, safe in the log--> see {@link Assembly}
 * any --setup--> receiving, another session (TS004-09)      any --delete--> none
 * </pre>
 */
final class SessionReception {
  private final FragmentationSession session;
  private final SessionContext context;

  SessionReception(FragmentationSession session) {
    this.session = session;
    this.context = session.context();
  }

  /** A request that {@link SessionLimits#judge} has nothing against. */
  List<Action> onSetup(FragSessionSetup request, Action reply) {
    if (isUntouched(request)) {
      return List.of(reply); // its answer was lost (TS004-10)
    }
    List<Action> actions = new ArrayList<>();
    if (session.stored().isPresent()) {
      actions.add(Action.Simple.KEEP_MULTICAST_COUNTERS); // the log knew them; it is given up now
    }
    int fragIndex = session.fragIndex();
    forgetAnswers();
    session.become(
        session
            .stored()
            .map(old -> old.next(request))
            .orElseGet(() -> SessionRecord.begin(fragIndex, context.random().nextLong(), request)));
    session.know(new Fragments(request, () -> context.newDecoder(request)));
    actions.add(session.log());
    actions.add(session.save());
    actions.add(
        new Action.Tell(
            new AgentEvent.FragSessionBegan(fragIndex, request.nbFrag(), request.fragSize())));
    actions.add(reply);
    return actions;
  }

  /** Whether this very request was accepted and nothing came since. */
  boolean isUntouched(FragSessionSetup request) {
    return session.phase() == Phase.RECEIVING
        && session.received() == 0
        && session.setup().equals(request);
  }

  private void forgetAnswers() {
    context.statusAnswers().drop(session.fragIndex());
    context.reports().drop(session.fragIndex());
  }

  /** The session ends; it has to exist (TS004-16). */
  List<Action> onDelete() {
    forgetAnswers();
    session.become(session.record().at(Stage.DELETED));
    return List.of(
        Action.Simple.KEEP_MULTICAST_COUNTERS,
        new Action.CloseLog(session.fragIndex()),
        session.save(),
        new Action.Tell(new AgentEvent.FragSessionDeleted(session.fragIndex())));
  }

  /** A fragment came, by unicast or multicast; never answered (TS004-14). */
  List<Action> onFragment(DataFragment fragment, Origin origin) {
    if (!session.admits(origin) || fragment.data().length() != session.setup().fragSize()) {
      return List.of(); // TS004-11, TS004-27
    }
    if (session.phase() != Phase.RECEIVING || session.fragments().isEmpty()) {
      return List.of(told(fragment.n(), Reception.REDUNDANT)); // TS004-13
    }
    List<Action> actions = new ArrayList<>(spendCounter());
    Outcome outcome = session.fragments().orElseThrow().offer(fragment.n());
    actions.add(onOutcome(fragment, origin, outcome));
    return actions;
  }

  /** The counter is safe before the first fragment is (TS004-34). */
  private List<Action> spendCounter() {
    SessionCounter counter = session.counter();
    session.setupV2().ifPresent(request -> counter.spend(request.sessionCnt()));
    return counter.isKept() ? List.of() : List.of(counter.save());
  }

  private Action onOutcome(DataFragment fragment, Origin origin, Outcome outcome) {
    return switch (outcome) {
      case INNOVATIVE ->
          new Action.StoreFragment(
              session.fragIndex(), session.record().id(), fragment.n(), fragment.data(), origin);
      case MEMORY_EXCEEDED -> told(fragment.n(), Reception.MEMORY_EXCEEDED);
      case REDUNDANT, NO_SUCH_FRAGMENT -> told(fragment.n(), Reception.REDUNDANT);
    };
  }

  private Action told(int n, Reception fate) {
    return new Action.Tell(new AgentEvent.FragmentReceived(session.fragIndex(), n, fate));
  }

  /** A fragment is safe in the log, and so is what was written before it. */
  List<Action> onStored(int n) {
    session.counter().onSaved();
    List<Action> actions = new ArrayList<>();
    actions.add(told(n, Reception.STORED));
    session
        .fragments()
        .filter(Fragments::areEnough)
        .ifPresent(
            known -> {
              actions.add(decoded(known));
              actions.add(new Action.CheckLog(session.fragIndex()));
            });
    return actions;
  }

  private Action decoded(Fragments known) {
    int nbFrag = session.setup().nbFrag();
    int received = known.received();
    return new Action.Tell(
        new AgentEvent.BlockDecoded(
            session.fragIndex(), nbFrag, received, received - nbFrag, known.memoryOctets()));
  }

  /** A fragment could not be kept: the decoder must forget that it ever came. */
  List<Action> onNotStored(int n, int[] stillThere) {
    session.fragments().ifPresent(known -> known.keepOnly(stillThere));
    return List.of(told(n, Reception.NOT_KEPT));
  }
}
