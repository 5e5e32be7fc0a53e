package dev.fuota.agent.fragmentation;

import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.fragmentation.SessionRecord.Stage;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fragmentation session of one FragIndex (TS004): what is known of it. What happens to it is
 * told by {@link SessionReception} (fragments come), {@link Assembly} (the block is checked and put
 * together) and {@link ReceivedReports} (the server hears of it).
 *
 * <p>It has no time-out of its own (TS004-24). Of its phases the record in NVM knows those that
 * matter after a reset: a block that was being checked is checked anew, one that was being copied
 * is copied anew.
 */
final class FragmentationSession {
  private final int fragIndex;
  private final SessionContext context;
  private final SessionCounter counter;
  private Optional<SessionRecord> session = Optional.empty();
  private Phase phase = Phase.NONE;

  /** There while the session needs its fragments, once its log was read. */
  private @Nullable Fragments fragments;

  FragmentationSession(int fragIndex, SessionContext context) {
    this.fragIndex = fragIndex;
    this.context = context;
    this.counter = new SessionCounter(fragIndex);
  }

  int fragIndex() {
    return fragIndex;
  }

  SessionContext context() {
    return context;
  }

  SessionCounter counter() {
    return counter;
  }

  /** Takes back what survived a reset, if it still makes sense. */
  void load(Bytes octets) {
    SessionRecord.decode(octets, context.settings().version())
        .filter(record -> context.limits().judge(record.setup(), 0, false).isAccepted())
        .ifPresent(this::become);
  }

  /** Turns to what {@code record} says; nothing is known of its fragments. */
  void become(SessionRecord record) {
    session = Optional.of(record);
    fragments = null;
    phase =
        switch (record.stage()) {
          case RECEIVING -> Phase.RECEIVING;
          case COPYING -> Phase.WAITING;
          case SETTLED -> Phase.SETTLED;
          case COMPLETE -> Phase.COMPLETE;
          case MIC_FAILED -> Phase.FAILED;
          case DELETED -> Phase.NONE;
        };
  }

  /** The same session, at another stage. */
  Action write(SessionRecord other) {
    session = Optional.of(other);
    return save();
  }

  Action save() {
    return new Action.Save(NvmKey.fragSession(fragIndex), record().encode());
  }

  boolean exists() {
    return phase != Phase.NONE;
  }

  /** Its record; that of a deleted session is there too, for its id. */
  Optional<SessionRecord> stored() {
    return session;
  }

  /** The record of a session that was set up once. */
  SessionRecord record() {
    return session.orElseThrow();
  }

  FragSessionSetup setup() {
    return record().setup();
  }

  /** The request, if it is of version 2. */
  Optional<FragSessionSetupReqV2> setupV2() {
    return session
        .map(SessionRecord::setup)
        .filter(FragSessionSetupReqV2.class::isInstance)
        .map(FragSessionSetupReqV2.class::cast);
  }

  boolean isAt(Stage stage) {
    return session.filter(record -> record.stage() == stage).isPresent();
  }

  boolean needsLog() {
    return session.filter(record -> record.stage().needsLog()).isPresent();
  }

  Phase phase() {
    return phase;
  }

  void turnTo(Phase other) {
    phase = other;
  }

  Optional<Fragments> fragments() {
    return Optional.ofNullable(fragments);
  }

  void know(Fragments known) {
    fragments = known;
  }

  boolean isFirmware() {
    return context.limits().isFirmware(setup());
  }

  /** Whether what came this way may reach the session: unicast always does (TS004-07). */
  boolean admits(Origin origin) {
    return exists() && (origin.isUnicast() || setup().admitsGroup(origin.groupId()));
  }

  /** Where the log has, or will have, the fragments. */
  Action.OpenLog log() {
    FragSessionSetup setup = setup();
    return new Action.OpenLog(fragIndex, record().id(), setup.fragSize(), setup.nbFrag());
  }

  /** Sectors of the log that no other session may have. */
  int reservedSectors() {
    return needsLog() ? context.limits().sectorsFor(setup()) : 0;
  }

  /** Fragments received, as far as that is known; never less than are stored. */
  int received() {
    return fragments == null
        ? session.map(SessionRecord::received).orElse(0)
        : fragments.received();
  }

  /** MissingFrag: 0 says that the block is rebuilt, and nothing else (TS004-20). */
  int missing() {
    boolean done = session.filter(record -> record.stage().isDone()).isPresent();
    return done || fragments == null ? 0 : fragments.missing();
  }

  /** More are lost than the decoder can repair (TS004-21). */
  boolean exceedsMemory() {
    return fragments != null && fragments.exceedMemory();
  }

  /** The block is where it should be: judged as an image, or there for the application. */
  boolean isDelivered() {
    return isAt(Stage.SETTLED) || isAt(Stage.COMPLETE);
  }

  /** The groups from which it waits for fragments, bit X for group X. */
  int groupsAwaited() {
    return phase == Phase.RECEIVING ? setup().mcGroupBitMask() : 0;
  }

  /** The block is there, but is not what its sender sent (TS004-37). */
  boolean hasWrongMic() {
    return isAt(Stage.MIC_FAILED);
  }

  /** The block, if it is there for the application. */
  Optional<CompleteBlock> block() {
    return phase == Phase.COMPLETE
        ? fragments().map(known -> new CompleteBlock(record().id(), setup(), known.block()))
        : Optional.empty();
  }

  FragmentationStatus overview() {
    return new FragmentationStatus(
        phase,
        exists() ? setup().nbFrag() : 0,
        received(),
        missing(),
        fragments == null ? 0 : fragments.rankDeficit(),
        exceedsMemory(),
        fragments == null ? 0 : fragments.memoryOctets());
  }
}
