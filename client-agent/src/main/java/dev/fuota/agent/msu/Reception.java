package dev.fuota.agent.msu;

import dev.fuota.agent.msu.ActiveFile.Phase;
import dev.fuota.protocol.msu.StatusCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reception of one file: {@link MsuState#UPDATE} with its substates (MSU, section 13).
 *
 * <p>Every event is a method, and what it does in each substate is a switch over all of them, so
 * that the compiler sees a missing pair. Frames come already checked against the geometry, and
 * everything already from the pinned server and for this file.
 */
final class Reception {
  /** How long Transfer completed may follow the last chunk before it counts as lost. */
  private static final Duration IMPLIED = Duration.ofSeconds(1);

  private final MsuContext context;
  private final UpdateHost host;
  private final ActiveFile file;
  private final FrameMap map;
  private final Complaints complaints;
  private final Backoff backoff;
  private final GapTimer gap;
  private final WindowWatch watch;
  private final FrameIntake intake;
  private final Stall stall;
  private final TimerSlot implied;
  private final ChunkCursor at;

  private @Nullable StreamHooks stream;
  private MsuSubstate substate;

  /** A disk that fails ends the file while a frame is taken. */
  private boolean over;

  private boolean openedByGap;
  private long openedMs;

  private Reception(
      MsuContext context,
      UpdateHost host,
      ActiveFile file,
      Backoff backoff,
      Complaints.Windows windows,
      ChunkCursor at,
      MsuSubstate first) {
    this.context = context;
    this.host = host;
    this.file = file;
    this.map = file.map;
    this.backoff = backoff;
    this.complaints = new Complaints(context, backoff, windows, host, file);
    this.gap = new GapTimer(context);
    this.watch = new WindowWatch(windows);
    this.intake = new FrameIntake(context, host, file);
    this.stall = new Stall(context, host);
    this.implied = context.timer();
    this.at = at;
    this.substate = first;
  }

  /** Of an announced file (M-13). */
  static Reception joining(
      MsuContext context,
      UpdateHost host,
      ActiveFile file,
      Backoff backoff,
      Complaints.Windows windows) {
    return new Reception(
        context, host, file, backoff, windows, ChunkCursor.atStart(), MsuSubstate.JOIN);
  }

  /** Of a file of which some was received before (M-02, M-09). */
  static Reception resuming(
      MsuContext context,
      UpdateHost host,
      ActiveFile file,
      Backoff backoff,
      Complaints.Windows windows) {
    ChunkCursor last = ChunkCursor.resumedAt(file.map.lastTouched());
    return new Reception(context, host, file, backoff, windows, last, MsuSubstate.RECV);
  }

  MsuSubstate substate() {
    return substate;
  }

  /** Both sides use the stream profile: no windows; what to do instead is told to {@code hooks}. */
  void streamTo(StreamHooks hooks) {
    stream = hooks;
  }

  // ---- frames ------------------------------------------------------------------------------

  /**
   * A frame.
   *
   * @param endOfChunk it is flagged as the last of its chunk
   * @param data its octets, position to limit
   */
  void onFrame(int chunk, int sequence, boolean endOfChunk, ByteBuffer data) {
    FrameIntake.Taken taken = intake.take(chunk, sequence, data);
    boolean isNew = taken == FrameIntake.Taken.NEW;
    // MSU-124: a frame of an old or repeated chunk says nothing about the one the server is at.
    if (over || taken == FrameIntake.Taken.LOST || !(isNew || placesUs(chunk))) {
      return;
    }
    if (stream != null) {
      flow(stream, chunk, sequence, isNew);
      return;
    }
    follow(chunk, sequence, endOfChunk || map.geometry().isLast(chunk, sequence), isNew);
  }

  private void flow(StreamHooks hooks, int chunk, int sequence, boolean isNew) {
    stall.end();
    become(MsuSubstate.RECV);
    if (isNew && !finishIfComplete()) {
      hooks.onFrame(chunk, sequence);
    }
  }

  /** Does a frame that is held already tell where the server is? */
  private boolean placesUs(int chunk) {
    boolean complaining = substate == MsuSubstate.CCM_WAIT || substate == MsuSubstate.CCM_SENT;
    boolean ahead =
        switch (file.phase) {
          case MAIN -> chunk > at.chunk();
          case CCM -> map.missing(chunk) != 0; // MSU-128: a repeat may lose the same frame again
        };
    return stream != null
        || (chunk == at.chunk() && !complaining)
        || substate == MsuSubstate.STALL
        || ahead;
  }

  private void follow(int chunk, int sequence, boolean end, boolean isNew) {
    long now = context.now();
    boolean another = chunk != at.chunk();
    switch (substate) {
      case IDLE -> {
        if (!another) { // U-04a, MSU-X40: the chunk is closed, its frames only count
          finishIfComplete();
          return;
        }
        enter(chunk, now);
      }
      case JOIN, CCM_WAIT, CCM_SENT, STALL -> { // U-04
        watch.onCcmEnds(now);
        complaints.cancelCcm();
        implied.cancel();
        stall.end();
        enter(chunk, now);
      }
      case RECV, SCM_WAIT, SCM_SENT, CHUNK_OK -> {
        if (another) { // U-03
          enter(chunk, now);
        } else {
          gap.onNext(now);
          noteRepair(now, sequence, isNew);
        }
      }
    }
    boolean above = at.isAbove(sequence);
    at.note(sequence);
    if (end && substate == MsuSubstate.RECV) { // a repeated last frame begins no window
      watch.onWindowBegins(now);
    }
    if (finishIfComplete()) {
      return;
    }
    if (map.missing(at.chunk()) == 0) { // U-06, MSU-122
      complaints.cancelScm();
      gap.stop();
      become(MsuSubstate.CHUNK_OK);
    } else {
      continueChunk(now, end, above);
    }
  }

  /** U-10: whether or not it is the last that the chunk missed. */
  private void noteRepair(long now, int sequence, boolean isNew) {
    boolean complaining = substate == MsuSubstate.SCM_WAIT || substate == MsuSubstate.SCM_SENT;
    boolean goesOn = openedByGap && at.isAbove(sequence);
    if (complaining && isNew && !goesOn && now - openedMs >= Backoff.MIN_MS) {
      backoff.earlyRepairSeen(); // MSU-X17
    }
  }

  private void enter(int chunk, long now) {
    complaints.cancelScm();
    gap.stop();
    gap.onFirst(now);
    at.enter(chunk);
    watch.onChunkBegins();
    become(MsuSubstate.RECV);
  }

  /** The chunk is not whole: does it go on, or is it over? */
  private void continueChunk(long now, boolean end, boolean above) {
    if (substate == MsuSubstate.SCM_WAIT && openedByGap && above) { // U-09
      complaints.cancelScm();
      become(MsuSubstate.RECV);
    }
    if (substate == MsuSubstate.RECV && end) { // U-07
      gap.stop();
      openWindow(now, now, false);
    } else if (substate == MsuSubstate.RECV) {
      gap.start(this::onGap);
    }
  }

  private boolean finishIfComplete() { // U-05, MSU-123
    if (!map.isComplete()) {
      return false;
    }
    stop();
    host.over(StatusCode.NONE);
    return true;
  }

  private void onGap() { // U-08
    if (substate == MsuSubstate.RECV && map.missing(at.chunk()) != 0) {
      openWindow(context.now(), gap.lastMs(), true);
    }
  }

  private void openWindow(long now, long anchor, boolean byGap) {
    openedByGap = byGap;
    openedMs = now;
    complaints.planScm(now - anchor, this::onComplain);
    become(MsuSubstate.SCM_WAIT);
  }

  private void onComplain() { // U-11, MSU-X14
    complaints.sendScm(at.chunk());
    become(MsuSubstate.SCM_SENT);
  }

  // ---- the server closes a chunk -----------------------------------------------------------

  /** SCM completed: flag 0 closes the chunk, another one opens a window more. */
  void onScmCompleted(int retryFlag) {
    long now = context.now();
    if (stream != null) {
      context.drop(Drop.NOT_EXPECTED);
      return;
    }
    switch (substate) {
      case JOIN, RECV, SCM_WAIT, SCM_SENT, CHUNK_OK, IDLE -> {
        if (retryFlag != 0) {
          watch.onWindowEnds(now, at.seen());
          onAnotherWindow(now);
        } else if (watch.justClosed(now)) { // U-16
          context.drop(Drop.COPY);
        } else {
          watch.onWindowEnds(now, at.seen());
          onClosed(now);
        }
      }
      case CCM_WAIT, CCM_SENT, STALL -> context.drop(Drop.NOT_EXPECTED);
    }
  }

  private void onAnotherWindow(long now) {
    if (watch.justReopened(now)) {
      context.drop(Drop.COPY);
      return;
    }
    if (!at.seen()) {
      boolean inferred = mayInfer() && !watch.justClosed(now);
      if (!inferred) {
        context.drop(Drop.NOT_EXPECTED);
        return;
      }
      at.infer(); // U-14, MSU-X18
    }
    if (map.missing(at.chunk()) != 0) { // U-12
      gap.stop();
      watch.onReopened(now);
      openWindow(now, now, false);
    } // else U-13
  }

  private void onClosed(long now) { // U-15
    complaints.cancelScm();
    gap.stop();
    if (!at.seen() && mayInfer()) {
      at.infer();
    }
    at.close();
    watch.onClosed(now);
    if (at.chunk() == map.chunks() && file.phase == Phase.MAIN) {
      implied.set(IMPLIED, this::onImplied); // MSU-X20
    }
    become(MsuSubstate.IDLE);
  }

  private boolean mayInfer() {
    return at.mayInfer(file.phase, map.chunks());
  }

  // ---- chunk complaints --------------------------------------------------------------------

  /** The server has sent the whole file once. */
  void onTransferCompleted() {
    if (stream != null) {
      context.drop(Drop.NOT_EXPECTED);
      return;
    }
    switch (file.phase) {
      case MAIN -> openCcmWindow(); // U-17, MSU-101
      case CCM -> context.drop(Drop.COPY); // U-18
    }
  }

  private void onImplied() { // U-19
    if (file.phase == Phase.MAIN) {
      openCcmWindow();
    }
  }

  /** The server has repeated what was asked for in a round. */
  void onCcmCompleted() {
    long now = context.now();
    if (watch.justOpenedCcm(now) || stream != null) {
      context.drop(Drop.COPY);
    } else if (file.rounds >= Complaints.ROUNDS_MAX) { // U-22
      give(StatusCode.INCOMPLETE);
    } else { // U-21
      watch.onCcmEnds(now);
      openCcmWindow();
    }
  }

  private void openCcmWindow() {
    file.phase = Phase.CCM;
    complaints.cancelScm();
    gap.stop();
    implied.cancel();
    stall.end();
    watch.onCcmOpened(context.now());
    waitForCcm();
  }

  private void waitForCcm() {
    complaints.planCcm(this::onComplainChunks);
    become(MsuSubstate.CCM_WAIT);
  }

  private void onComplainChunks() { // U-20
    file.rounds++;
    become(MsuSubstate.CCM_SENT);
    complaints.sendCcm();
  }

  /** A file whose CRC is wrong, without its suspect chunks: they are asked for (MSU-X06). */
  void askAgain() {
    over = false;
    if (stream != null) {
      become(MsuSubstate.RECV);
      stream.askAgain();
      return;
    }
    switch (file.phase) {
      case MAIN -> become(MsuSubstate.IDLE); // the server's round of chunk complaints is to come
      case CCM -> openCcmWindow();
    }
  }

  // ---- silence -----------------------------------------------------------------------------

  /** T_upd: the server has been silent; true if the time starts again. */
  boolean onSilence() {
    if (stream != null) {
      become(MsuSubstate.STALL);
      stall.begin();
      stream.onSilence();
      return true;
    }
    return switch (file.phase) {
      case MAIN -> {
        quiet();
        become(MsuSubstate.STALL); // U-24, MSU-004
        stall.begin();
        complaints.planProbe(complaints::sendProbe); // U-27
        yield false;
      }
      case CCM -> {
        boolean again = file.rounds < 1 + context.config().parameters.ccmRetry();
        if (again) {
          complaints.cancelScm();
          gap.stop();
          waitForCcm(); // U-25
        } else {
          give(StatusCode.INCOMPLETE); // U-26, MSU-X31
        }
        yield again;
      }
    };
  }

  private void give(StatusCode result) {
    stop();
    host.over(result);
  }

  /** No timer of this reception fires any more. */
  void stop() {
    over = true;
    quiet();
    if (stream != null) {
      stream.stop();
    }
  }

  private void quiet() {
    complaints.stop();
    gap.end();
    implied.cancel();
    stall.end();
  }

  private void become(MsuSubstate next) {
    if (substate != next) {
      substate = next;
      host.substateChanged(next);
    }
  }
}
