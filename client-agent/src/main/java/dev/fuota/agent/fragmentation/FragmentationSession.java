package dev.fuota.agent.fragmentation;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.fragmentation.SessionRecord.Stage;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FecDecoder.Outcome;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRowSource;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionDeleteAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The fragmentation session of one FragIndex (TS004 version 1).
 *
 * <pre>
 * none --setup--> receiving --enough--> log checked --all there--> rebuilding, page by page
 *                    ^                      |                          |
 *                    +----- some are bad ---+           image judged --+--> settled
 * any --setup--> receiving (new)      any --delete--> none
 * </pre>
 *
 * <p>Of all this the record in NVM knows receiving and settled. After a reset a receiving session
 * reads its log and takes up where that leaves it: receiving, or rebuilding from the first page.
 */
final class FragmentationSession {
  private static final int RECEIVED_MAX = (1 << 14) - 1;
  private static final int MISSING_MAX = 255;
  private static final int ATTEMPTS_MAX = 3;

  /** The device listens between two pages. */
  private static final Duration BETWEEN_PAGES = Duration.ofMillis(50);

  private final int fragIndex;
  private final SessionLimits limits;
  private final ParityRowSource parityRows;
  private final RandomGenerator random;
  private final StatusQueue statusAnswers;
  private Optional<SessionRecord> session = Optional.empty();

  /** There while the session is receiving or rebuilding, once its log was read. */
  private @Nullable FecDecoder decoder;

  /** There while the session is rebuilding. */
  private @Nullable BlockSource block;

  private int received;
  private int stored;
  private int page;
  private int attempts;

  FragmentationSession(
      int fragIndex,
      SessionLimits limits,
      ParityRowSource parityRows,
      StatusQueue statusAnswers,
      RandomGenerator random) {
    this.fragIndex = fragIndex;
    this.limits = limits;
    this.parityRows = parityRows;
    this.random = random;
    this.statusAnswers = statusAnswers;
  }

  /** Takes back what survived a reset, if it still makes sense. */
  void load(Bytes octets) {
    session = SessionRecord.decode(octets).filter(record -> limits.accepts(record.setup()));
    if (isAt(Stage.SETTLED)) {
      received = session.orElseThrow().setup().nbFrag(); // so many at least
    }
  }

  /** The log that has to be read before the session can go on; empty if there is none. */
  Optional<Action.OpenLog> neededLog() {
    return session
        .filter(record -> record.stage() == Stage.RECEIVING)
        .map(record -> new Action.OpenLog(record.id(), record.setup().fragSize()));
  }

  boolean exists() {
    return isAt(Stage.RECEIVING) || isAt(Stage.SETTLED);
  }

  boolean isReceiving() {
    return isAt(Stage.RECEIVING);
  }

  private boolean isAt(Stage stage) {
    return session.isPresent() && session.get().stage() == stage;
  }

  /** A request that {@link SessionLimits#judge} has nothing against. */
  List<Action> onSetup(FragSessionSetupReq request, Action reply) {
    if (isUntouched(request)) {
      return List.of(reply); // its answer was lost
    }
    List<Action> actions = new ArrayList<>();
    if (session.isPresent()) {
      actions.add(Action.Simple.KEEP_MULTICAST_COUNTERS); // the log knew them; it is given up now
    }
    long id = session.map(SessionRecord::nextId).orElseGet(() -> random.nextLong(1L << 32));
    SessionRecord fresh = new SessionRecord(Stage.RECEIVING, id, request);
    actions.addAll(replace(fresh));
    decoder = newDecoder(request);
    actions.add(new Action.OpenLog(id, request.fragSize()));
    actions.add(
        new Action.Tell(
            new AgentEvent.FragSessionBegan(fragIndex, request.nbFrag(), request.fragSize())));
    actions.add(reply);
    return actions;
  }

  private boolean isUntouched(FragSessionSetupReq request) {
    return isAt(Stage.RECEIVING)
        && received == 0
        && session.map(SessionRecord::setup).equals(Optional.of(request));
  }

  private List<Action> replace(SessionRecord record) {
    session = Optional.of(record);
    decoder = null;
    received = 0;
    stored = 0;
    block = null;
    attempts = 0;
    statusAnswers.drop(fragIndex);
    return List.of(save(record), new Action.Stop(Timer.REBUILD));
  }

  private FecDecoder newDecoder(FragSessionSetupReq setup) {
    return new FecDecoder(parityRows.rows(ParityMatrix.V1, setup.nbFrag()), limits.matrixRows());
  }

  private Action save(SessionRecord record) {
    return new Action.Save(NvmKey.fragSession(fragIndex), record.encode());
  }

  List<Action> onDelete() {
    if (!exists()) {
      return List.of(
          new Action.Tell(new AgentEvent.Refused("FragSessionDeleteReq", "session does not exist")),
          Action.Answer.with(new FragSessionDeleteAns(fragIndex, true)));
    }
    List<Action> actions = new ArrayList<>();
    actions.add(Action.Simple.KEEP_MULTICAST_COUNTERS);
    actions.addAll(replace(session.orElseThrow().at(Stage.DELETED)));
    actions.add(new Action.Tell(new AgentEvent.FragSessionDeleted(fragIndex)));
    actions.add(Action.Answer.with(new FragSessionDeleteAns(fragIndex, false)));
    return actions;
  }

  /** A fragment came, by unicast or multicast; never answered. */
  List<Action> onFragment(DataFragment fragment, Origin origin) {
    if (!isWanted(fragment, origin)) {
      return List.of();
    }
    if (decoder == null || block != null) {
      return List.of(told(fragment.n(), Reception.REDUNDANT));
    }
    received = Math.min(received + 1, RECEIVED_MAX);
    Outcome outcome = decoder.offer(fragment.n());
    return switch (outcome) {
      case INNOVATIVE -> List.of(new Action.StoreFragment(fragment.n(), fragment.data(), origin));
      case MEMORY_EXCEEDED -> List.of(told(fragment.n(), Reception.MEMORY_EXCEEDED));
      case REDUNDANT, NO_SUCH_FRAGMENT -> List.of(told(fragment.n(), Reception.REDUNDANT));
    };
  }

  private boolean isWanted(DataFragment fragment, Origin origin) {
    return exists()
        && fragment.data().length() == session.orElseThrow().setup().fragSize()
        && session.orElseThrow().isUnicastOrAdmits(origin.groupId());
  }

  private Action told(int n, Reception reception) {
    return new Action.Tell(new AgentEvent.FragmentReceived(fragIndex, n, reception));
  }

  /** A fragment is safe in the log. */
  List<Action> onStored(int n) {
    stored++;
    Action told = told(n, Reception.STORED);
    return decoder != null && decoder.complete()
        ? List.of(told, decoded(decoder), Action.Simple.CHECK_LOG)
        : List.of(told);
  }

  private Action decoded(FecDecoder complete) {
    int nbFrag = session.orElseThrow().setup().nbFrag();
    return new Action.Tell(
        new AgentEvent.BlockDecoded(
            fragIndex, nbFrag, received, received - nbFrag, complete.memoryOctets()));
  }

  /** A fragment could not be kept: the decoder must forget that it ever came. */
  List<Action> onNotStored(int n, int[] stillThere) {
    feed(stillThere);
    return List.of(told(n, Reception.NOT_KEPT));
  }

  /** The log was read: these fragments are good. */
  List<Action> onLogChecked(int[] numbers) {
    if (!isReceiving()) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    if (decoder == null) {
      received = numbers.length;
      actions.add(
          new Action.Tell(
              new AgentEvent.FragSessionResumed(
                  fragIndex, session.orElseThrow().setup().nbFrag(), numbers.length)));
    }
    if (decoder == null || numbers.length != stored) {
      feed(numbers);
    }
    block = null;
    if (decoder != null && decoder.complete()) {
      SessionRecord whole = session.orElseThrow();
      block = new BlockSource(decoder, whole.setup().fragSize(), whole.blockLength());
      page = 0;
      actions.add(Action.Simple.RELEASE_SLOT);
      actions.add(new Action.Start(Timer.REBUILD, BETWEEN_PAGES));
    }
    return actions;
  }

  private void feed(int[] numbers) {
    FecDecoder fresh = newDecoder(session.orElseThrow().setup());
    for (int n : numbers) {
      fresh.offer(n);
    }
    decoder = fresh;
    stored = numbers.length;
  }

  /** The next page can be written. */
  List<Action> onRebuildTimer() {
    return block == null ? List.of() : List.of(new Action.WritePage(page, block));
  }

  List<Action> onPageWritten() {
    page++;
    SessionRecord done = session.orElseThrow();
    if (page * limits.page() < done.blockLength()) {
      return List.of(new Action.Start(Timer.REBUILD, BETWEEN_PAGES));
    }
    return List.of(
        new Action.Tell(new AgentEvent.ImageRebuilt(done.blockLength())),
        Action.Simple.INSPECT_IMAGE);
  }

  /**
   * A fragment could not be read, or the slot could not be written. The log tells whether anything
   * is missing now; after {@link #ATTEMPTS_MAX} times the image is judged as it is, which names the
   * reason.
   */
  List<Action> onPageFailed() {
    attempts++;
    return List.of(attempts < ATTEMPTS_MAX ? Action.Simple.CHECK_LOG : Action.Simple.INSPECT_IMAGE);
  }

  /** The image was judged, whatever the outcome: the block is done with. */
  List<Action> onSettled() {
    if (!isReceiving()) {
      return List.of();
    }
    SessionRecord settled = session.orElseThrow().at(Stage.SETTLED);
    session = Optional.of(settled);
    decoder = null;
    block = null;
    return List.of(Action.Simple.KEEP_MULTICAST_COUNTERS, save(settled));
  }

  /** The status was asked for, by unicast or multicast. */
  List<Action> onStatusReq(FragSessionStatusReq status, Request request, DeviceTime now) {
    boolean admitted =
        exists() && session.orElseThrow().isUnicastOrAdmits(request.origin().groupId());
    if (!admitted || (!status.participants() && missing() == 0)) {
      return List.of();
    }
    if (request.multiPackage()) {
      return List.of(Action.Answer.with(status()));
    }
    List<Action> actions = new ArrayList<>();
    if (!request.isUnicast()) {
      actions.add(Action.Simple.KEEP_MULTICAST_COUNTERS); // so that no reset lets it be replayed
    }
    int delay = session.orElseThrow().setup().blockAckDelay();
    actions.addAll(statusAnswers.add(fragIndex, request.fPort(), delay, now.local()));
    return actions;
  }

  /** How things stand at this moment. */
  FragSessionStatusAns status() {
    boolean noMemory = decoder != null && decoder.gaveUp();
    return new FragSessionStatusAns(fragIndex, received, missing(), noMemory);
  }

  /** MissingFrag: 0 says that the block is rebuilt, and nothing else. */
  private int missing() {
    if (decoder == null) {
      return 0;
    }
    return Math.max(1, Math.min(decoder.missingFragments(), MISSING_MAX));
  }

  FragmentationStatus overview() {
    int nbFrag = exists() ? session.orElseThrow().setup().nbFrag() : 0;
    return new FragmentationStatus(
        phase(),
        nbFrag,
        received,
        missing(),
        decoder == null ? 0 : decoder.rankDeficit(),
        decoder != null && decoder.gaveUp());
  }

  private Phase phase() {
    if (!exists()) {
      return Phase.NONE;
    }
    if (isAt(Stage.SETTLED)) {
      return Phase.SETTLED;
    }
    return block == null ? Phase.RECEIVING : Phase.REBUILDING;
  }
}
