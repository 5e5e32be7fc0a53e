package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.SequenceMerge;
import dev.fuota.server.msu.MsuCampaign.RepairMode;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends one chunk after another, and repairs each in the windows that follow it (MSU, section 13,
 * steps h to n). A chunk that is sent again in the chunk complaint phase goes the same way
 * (MSU-105).
 *
 * <p>The first window begins with the first frame: a client that finds a gap may complain before
 * the chunk is over. It ends SCM_WAIT_TIME after the last frame, and so does each window after its
 * SCM completed. What is still to be repeated then is repeated before the next SCM completed.
 */
final class ChunkSending {
  /** Complaints of one client in one window; an honest one sends a single one. */
  static final int COMPLAINTS_MAX = 4;

  private enum State {
    SENDING,
    WINDOW,
    CLOSING,
    CLOSED
  }

  private final TransferContext context;
  private final Pace pace;
  private final LossWatch losses;
  private final Duration window;
  private final int windows;
  private final RepairQueue repairs = new RepairQueue();
  private final Map<ClientRecord, WindowShare> shares = new HashMap<>();
  private State state = State.CLOSED;
  private long chunk;
  private int frames;
  private int round;
  private int queue;
  private int unsent;
  private boolean isRepeated;
  private SequenceMerge merge = new SequenceMerge(0, 0);
  private Runnable whenClosed = () -> {};
  private @Nullable Timer sendTimer;
  private @Nullable Timer windowTimer;
  private @Nullable Timer repairTimer;

  ChunkSending(TransferContext context, Pace pace, Duration scmWait) {
    this.context = context;
    this.pace = pace;
    this.losses = new LossWatch(context.clients());
    this.window = scmWait;
    this.windows = 1 + context.parameters().scmRetry();
  }

  /**
   * Sends a chunk.
   *
   * @param again whether it was sent before
   * @param closed called after its last SCM completed
   */
  void start(long number, boolean again, Runnable closed) {
    chunk = number;
    isRepeated = again;
    whenClosed = closed;
    frames = context.geometry().fullMask(number);
    queue = frames;
    unsent = frames;
    round = 1;
    repairs.clear();
    shares.clear();
    merge = new SequenceMerge(number, frames);
    losses.nextChunk();
    state = State.SENDING;
    pump();
  }

  /** Ends it at once, without SCM completed. */
  void stop() {
    state = State.CLOSED;
    queue = 0;
    cancel(sendTimer);
    cancel(windowTimer);
    cancel(repairTimer);
    sendTimer = null;
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Takes a complaint, or says why not. */
  @Nullable IgnoredMessage onComplaint(ClientRecord from, SequenceComplaint complaint) {
    if (state == State.CLOSED) {
      return IgnoredMessage.CLOSED; // MSU-094
    }
    if (complaint.chunk() != chunk) {
      return IgnoredMessage.WRONG_CHUNK;
    }
    if (!merge.accepts(complaint) || (complaint.bitmap() & ~unsent) == 0) {
      return IgnoredMessage.BEYOND_FILE;
    }
    if (from.file().isExcluded()) {
      return IgnoredMessage.EXCLUDED;
    }
    WindowShare share = shares.computeIfAbsent(from, c -> new WindowShare());
    if (!share.allows(COMPLAINTS_MAX)) {
      return IgnoredMessage.OVER_QUOTA;
    }
    measure(from, complaint, share);
    merge(share, complaint.bitmap() & ~unsent);
    return null;
  }

  private void measure(ClientRecord from, SequenceComplaint complaint, WindowShare share) {
    if (round > 1) {
      return;
    }
    int missing = FrameBitmap.count(complaint.bitmap());
    losses.observe(from, (double) missing / FrameBitmap.count(frames));
    if (!isRepeated && share.bitmap() == 0) {
      from.file().countMissed(missing);
    }
  }

  /** A later complaint of a client counts in place of its earlier one in this window. */
  private void merge(WindowShare share, int asked) {
    int before = share.bitmap();
    merge.replace(before, asked);
    share.ask(asked);
    repairs.want(asked & ~before & ~queue, now()); // MSU-003
    repairs.retain(merge.bitmap());
    if (state == State.CLOSING) {
      queue |= repairs.takeAll();
    } else if (state == State.WINDOW) {
      armRepair();
    }
  }

  private long now() {
    return context.ports().nanos().getAsLong();
  }

  private void pump() {
    sendTimer = null;
    while (queue != 0) {
      long now = now();
      long wait = pace.delay(now);
      if (wait > 0) {
        sendTimer = context.ports().timers().after(Duration.ofNanos(wait), this::pump);
        return;
      }
      send(FrameBitmap.lowest(queue), now);
    }
    onQueueEmpty();
  }

  private void send(int sequence, long now) { // MSU-079
    int bit = FrameBitmap.bit(sequence);
    queue &= ~bit;
    pace.sent(now);
    if ((unsent & bit) != 0 && !isRepeated) {
      context.frames().first(chunk, sequence);
    } else {
      context.frames().repeat(chunk, sequence);
    }
    if ((unsent & bit) == 0) {
      repairs.onRepeated(sequence, now);
    }
    unsent &= ~bit;
  }

  private void onQueueEmpty() {
    switch (state) {
      case SENDING -> {
        context.listener().onChunk(context.fileNumber(), chunk, isRepeated);
        openWindow();
      }
      case CLOSING -> complete();
      case WINDOW, CLOSED -> {}
    }
  }

  private void openWindow() { // MSU-009, MSU-086
    state = State.WINDOW;
    windowTimer = context.ports().timers().after(window, this::onWindowOver);
    armRepair();
  }

  private void armRepair() {
    cancel(repairTimer);
    if (context.campaign().repair() == RepairMode.EARLY && repairs.wanted() != 0) {
      Duration delay = Duration.ofNanos(repairs.delay(now()));
      repairTimer = context.ports().timers().after(delay, this::onRepairDue);
    }
  }

  private void onRepairDue() {
    queue |= repairs.takeDue(now());
    if (sendTimer == null) {
      pump();
    }
    armRepair();
  }

  private void onWindowOver() {
    state = State.CLOSING;
    cancel(repairTimer);
    queue |= repairs.takeAll();
    if (sendTimer == null) {
      pump();
    }
  }

  private void complete() { // MSU-092
    if (round == 1) {
      pace.onChunk(losses.worst());
      losses.judge();
    }
    boolean isLast = round == windows || merge.bitmap() == 0; // MSU-096
    int left = isLast ? 0 : windows - round; // MSU-093
    context.frames().message(new ScmCompleted(context.fileNumber(), left));
    if (isLast) {
      state = State.CLOSED;
      whenClosed.run();
      return;
    }
    round++;
    shares.clear();
    merge = new SequenceMerge(chunk, frames);
    openWindow();
  }
}
