package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MissingFrames;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Report;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Brings a file to our own peers as one stream (an extension; MSU has no such thing). Frames flow
 * without a stop at the end of a chunk. Every so often the server asks what is missing (Poll),
 * clients answer (Report), and repairs go out before further new frames. A chunk is repaired when
 * all have been heard about it, so that one plan serves everybody, and not again before a Poll that
 * left after the repair is answered.
 *
 * <p>Two things bound the flow. With up to {@link #WINDOW_CLIENTS} clients all answer every Poll,
 * and at most a window of frames is unanswered ({@link StreamWindow}); receive buffers are part of
 * it, so the clients' Sequence_Delay, which is there to spare them, is not needed. With more
 * clients answers are spread over time, only those answer that miss something, and frames leave by
 * a clock that follows the loss ({@link StreamPace}).
 *
 * <p>Nothing waits for a client that stays silent: the rest goes on without it, and it is repaired
 * when it answers again. The end comes when all have reported their result, or when nothing has
 * come forward for the connection timeout.
 */
final class StreamTransfer implements FileTransfer {
  /** With more clients than this not every one answers every Poll. */
  static final int WINDOW_CLIENTS = 64;

  private static final int BURST = 32;
  private static final int STALL_DOUBLINGS = 4;
  private static final int POLLS_IN_WINDOW = 4;
  private static final int POLL_FRAMES_MIN = 8;
  private static final int POLL_FRAMES_FLEET = 512;
  private static final int FLEET_EVERYBODY = 8;
  private static final long FLEET_SPACING_FIRST = 1_000_000;
  private static final int SPREAD_MIN_MS = 50;
  private static final int SPREAD_MAX_MS = 3000;
  private static final int ANSWERS_PER_MS = 4;

  /**
   * How long after the last frame was received results are waited for before they are asked for.
   */
  private static final long RESULT_NANOS = 1_000_000_000;

  private static final long NANOS_PER_MS = 1_000_000;

  private final TransferContext context;
  private final FileGeometry geometry;
  private final StreamFrames frames;
  private final StreamCourse course;
  private final StreamPeers peers = new StreamPeers();
  private final StreamPolls polls = new StreamPolls();
  private final StreamNeeds needs = new StreamNeeds();
  private final StreamWindow window = new StreamWindow();
  private StreamPace pace;
  private final long patience;
  private boolean fleet;
  private long sent;
  private long sentAtPoll;
  private int answered;
  private int idlePolls;
  private long progressAt;
  private boolean repairing;
  private boolean over;
  private @Nullable Timer pumpTimer;
  private @Nullable Timer answerTimer;

  StreamTransfer(TransferContext context) {
    this(context, new StreamSender(context.fileNumber(), context.geometry(), context.frames()));
  }

  StreamTransfer(TransferContext context, StreamFrames frames) {
    this.context = context;
    this.frames = frames;
    geometry = context.geometry();
    course =
        new StreamCourse(geometry, frames, context.profile().coded(), context.ports().random());
    pace = new StreamPace(0, 0, 0);
    patience = context.campaign().timing().connectionTimeout().toNanos();
  }

  @Override
  public void start() {
    for (ClientRecord client : context.clients().all()) {
      if (!client.isFinished()) {
        peers.of(client, now());
      }
    }
    fleet = peers.size() > WINDOW_CLIENTS;
    progress(now());
    long floor = floor();
    pace = new StreamPace(floor, fleet ? Math.max(floor, FLEET_SPACING_FIRST) : 0, progressAt);
    if (!endIfAllFinished()) {
      pump();
    }
  }

  @Override
  public void onMessage(ClientRecord from, MsuMessage message) {
    if (over || !(message instanceof Report report)) {
      return;
    }
    StreamPeer peer = peers.of(from, now());
    if (report.poll() == 0) {
      onUnasked(peer, report);
    } else if (polls.knows(report.poll()) && report.poll() > peer.answered()) {
      context.statistics().countReport();
      from.file().countReport();
      onReport(from, peer, report);
    }
  }

  private void onUnasked(StreamPeer peer, Report report) {
    boolean complete = report.firstIncomplete() > geometry.chunks();
    if (complete != peer.isComplete()) {
      peer.setComplete(complete);
      progress(now());
      onAnswers();
    }
  }

  @Override
  public void onFinished(ClientRecord client) {
    if (over) {
      return;
    }
    peers.remove(client);
    progress(now());
    if (!endIfAllFinished()) {
      onAnswers();
    }
  }

  @Override
  public void stop() {
    over = true;
    cancel(pumpTimer);
    cancel(answerTimer);
  }

  private boolean endIfAllFinished() {
    if (context.clients().unfinished() > 0) {
      return false;
    }
    end();
    return true;
  }

  private void end() {
    stop();
    context.done().run();
  }

  private void onReport(ClientRecord from, StreamPeer peer, Report report) {
    long now = now();
    long upTo = polls.upTo(report.poll());
    if (!fleet) {
      polls.measured(now - polls.sentAt(report.poll()));
    }
    if (peer.report(report, upTo, geometry, now)) {
      progress(now);
    }
    from.file().countMissed(peer.takeMissed());
    for (MissingFrames missing : report.missing()) {
      if (isSound(missing, upTo)) {
        needs.add(missing.chunk(), missing.bitmap(), report.poll());
      }
    }
    onAnswers();
  }

  private boolean isSound(MissingFrames missing, long upTo) {
    return missing.chunk() >= 1
        && missing.chunk() <= upTo
        && missing.bitmap() != 0
        && (missing.bitmap() & ~geometry.fullMask(missing.chunk())) == 0;
  }

  /** Somebody answered or is gone: perhaps all have answered a newer Poll now. */
  private void onAnswers() {
    if (fleet) {
      return;
    }
    int newest = polls.newest();
    long now = now();
    int all = peers.answered(newest, now);
    if (all > answered) {
      answered = all;
      window.room(peers.room(newest, now));
      window.onAnswered(all, newest, peers.takeOverflow(), peers.worstLoss());
      awaitAnswers(0);
      repair(all);
      pump();
    }
  }

  private void repair(int heard) {
    needs.take(heard).forEach(course::repair);
  }

  /** Sends what may leave now, then sees to it that this goes on. */
  private void pump() {
    cancel(pumpTimer);
    pumpTimer = null;
    for (int i = 0; i < BURST; i++) {
      long now = now();
      if (course.isIdle() || sent - polls.sentBefore(answered) >= allowed()) {
        halt(now);
        return;
      }
      long wait = pace.delay(now);
      if (wait > 0) {
        pumpAfter(wait);
        return;
      }
      sendNext();
      sent++;
      pace.sent(now);
      if (isPollDue()) {
        poll(now);
      }
    }
    pumpAfter(0);
  }

  private void sendNext() {
    long before = course.upTo();
    needs.repaired(course.sendNext(), polls.newest() + 1);
    if (course.upTo() > before) {
      context.listener().onChunk(context.fileNumber(), course.upTo(), false);
    }
  }

  private long allowed() {
    return fleet ? Long.MAX_VALUE : window.size();
  }

  private boolean isPollDue() {
    long unpolled = sent - sentAtPoll;
    if (fleet) {
      return unpolled >= POLL_FRAMES_FLEET && answerTimer == null;
    }
    int share = Math.max(POLL_FRAMES_MIN, window.size() / POLLS_IN_WINDOW);
    return unpolled >= (course.isBetweenChunks() ? share / 2 : share);
  }

  /** Nothing can be sent before answers come. */
  private void halt(long now) {
    if (course.isFirstPassOver() && !repairing) {
      repairing = true;
      context.onPhase().accept(MsuPhase.REPAIR);
    }
    if (isPollWanted()) {
      poll(now);
    } else if (answerTimer == null) {
      awaitAnswers(0);
    }
  }

  /** At the end at once; before it not for each few frames that a window lets go. */
  private boolean isPollWanted() {
    if (sent == sentAtPoll) {
      return false;
    }
    if (fleet) {
      return answerTimer == null;
    }
    return course.isIdle() || answered == polls.newest();
  }

  private void poll(long now) {
    boolean last = course.isIdle();
    int number = polls.sent(sent, course.upTo(), now);
    sentAtPoll = sent;
    int spread = fleet ? spread() : 0;
    boolean everybody = !fleet || (last && number % FLEET_EVERYBODY == 0);
    Poll poll =
        new Poll(
            context.fileNumber(),
            number,
            course.upTo(),
            everybody,
            spread,
            context.transactionId());
    frames.poll(poll);
    if (last && !fleet) {
      // no later Poll makes up for this one if it is lost
      frames.poll(poll);
    }
    awaitAnswers(spread);
  }

  /** While nothing comes forward at the end Polls become rare. */
  private void awaitAnswers(int spreadMs) {
    cancel(answerTimer);
    long wait =
        polls.timeout(course.isIdle() ? idlePolls : Math.min(idlePolls, STALL_DOUBLINGS))
            + spreadMs * NANOS_PER_MS;
    answerTimer = context.ports().timers().after(Duration.ofNanos(wait), this::onAnswerTime);
  }

  private void progress(long now) {
    progressAt = now;
    idlePolls = 0;
  }

  private int spread() {
    int spread = context.clients().unfinished() / ANSWERS_PER_MS;
    return Math.max(SPREAD_MIN_MS, Math.min(SPREAD_MAX_MS, spread));
  }

  /** Whoever has not answered by now is not waited for in this round. */
  private void onAnswerTime() {
    answerTimer = null;
    idlePolls++;
    boolean complete = peers.areComplete();
    if (now() - progressAt > (complete ? RESULT_NANOS : patience)) {
      end();
      return;
    }
    if (complete) {
      awaitAnswers(0);
      return;
    }
    if (fleet) {
      pace.onLoss(peers.worstLoss());
    }
    if (fleet || idlePolls > 1) {
      repair(polls.newest());
    }
    if (!fleet || course.isIdle()) {
      poll(now());
    }
    pump();
  }

  private void pumpAfter(long nanos) {
    pumpTimer = context.ports().timers().after(Duration.ofNanos(nanos), this::pump);
  }

  private long floor() {
    MsuPace bounds = context.campaign().pace();
    long floor = bounds.floor().toNanos();
    if (bounds.rateMaximum() > 0) {
      long bits = 8L * (geometry.sequenceSize() + CycleStatistics.HEADERS + 12);
      floor = Math.max(floor, bits * 1_000_000_000 / bounds.rateMaximum());
    }
    return fleet ? Math.max(floor, context.parameters().sequenceDelayMs() * NANOS_PER_MS) : floor;
  }

  private long now() {
    return context.ports().nanos().getAsLong();
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
