package dev.fuota.server.msu;

import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ChunkMerge;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transfer as MSU says it (section 13, steps h to t): all chunks in order, each with its
 * windows for sequence complaints; Transfer completed; then rounds of chunk complaints, in which
 * the chunks asked for are sent again in the same way.
 *
 * <p>It ends early only when every connected client has reported its result: that nobody complained
 * proves nothing, since the complaint may be lost (MSU-X34).
 */
final class ChunkTransfer implements FileTransfer {
  /** Chunk complaints of one client in one round: as many as an honest client may send. */
  static final int COMPLAINTS_MAX = 8;

  private final TransferContext context;
  private final ChunkSending sending;
  private final Duration ccmWait;
  private final int rounds;
  private final long chunks;
  private final ChunkMerge asked;
  private final ChunkMerge resending;
  private final Map<ClientRecord, WindowShare> shares = new HashMap<>();
  private long current;
  private int round;
  private boolean isOver;
  private @Nullable Timer timer;

  ChunkTransfer(TransferContext context, Pace pace) {
    this.context = context;
    MsuTiming timing = context.campaign().timing();
    this.sending =
        new ChunkSending(
            context, pace, larger(timing.scmWait(), context.parameters().scmDelayMs()));
    this.ccmWait = larger(timing.ccmWait(), context.parameters().ccmDelayMs());
    this.rounds = 1 + context.parameters().ccmRetry(); // MSU-109
    this.chunks = context.geometry().chunks();
    this.asked = new ChunkMerge(chunks);
    this.resending = new ChunkMerge(chunks);
  }

  private static Duration larger(Duration wait, int deviceMs) {
    Duration device = Duration.ofMillis(deviceMs);
    return wait.compareTo(device) < 0 ? device : wait;
  }

  @Override
  public void start() {
    if (!endIfServed()) {
      next();
    }
  }

  private void next() { // MSU-097
    if (current == chunks) {
      transferCompleted(1);
      return;
    }
    current++;
    sending.start(current, false, this::next);
  }

  private void transferCompleted(int copy) { // MSU-098
    Tries tries = context.campaign().repeats().transferCompleted();
    context.frames().message(new TransferCompleted(context.fileNumber()));
    if (copy < tries.count()) {
      timer = after(tries.gap(), () -> transferCompleted(copy + 1));
      return;
    }
    context.onPhase().accept(MsuPhase.REPAIR);
    openWindow();
  }

  private Timer after(Duration delay, Runnable action) {
    return context.ports().timers().after(delay, action);
  }

  private void openWindow() { // MSU-010, MSU-103
    round++;
    shares.clear();
    timer = after(ccmWait, this::onWindowOver);
  }

  private void onWindowOver() {
    asked.moveTo(resending);
    resend();
  }

  private void resend() { // MSU-104, MSU-127
    long chunk = resending.takeLowest();
    if (chunk > 0) {
      sending.start(chunk, true, this::resend); // MSU-128
      return;
    }
    context.frames().message(new CcmCompleted(context.fileNumber())); // MSU-108
    if (round == rounds) { // MSU-110
      end();
    } else {
      openWindow();
    }
  }

  @Override
  public void onMessage(ClientRecord from, MsuMessage message) {
    IgnoredMessage problem =
        message instanceof SequenceComplaint complaint
            ? onSequences(from, complaint)
            : message instanceof ChunkComplaint complaint
                ? onChunks(from, complaint)
                : IgnoredMessage.UNEXPECTED;
    if (problem != null) {
      context.statistics().ignore(problem);
    }
  }

  private @Nullable IgnoredMessage onSequences(ClientRecord from, SequenceComplaint complaint) {
    IgnoredMessage problem = sending.onComplaint(from, complaint);
    if (problem == null) {
      context.statistics().countSequenceComplaint();
      from.file().countSequenceComplaint();
      report(from, FrameBitmap.count(complaint.bitmap()));
    }
    return problem;
  }

  /** One that comes early, of a client that was cut off, waits for the next round. */
  private @Nullable IgnoredMessage onChunks(ClientRecord from, ChunkComplaint complaint) {
    if (isOver) {
      return IgnoredMessage.CLOSED;
    }
    if (!asked.accepts(complaint)) {
      return IgnoredMessage.BEYOND_FILE;
    }
    if (!shares.computeIfAbsent(from, c -> new WindowShare()).allows(COMPLAINTS_MAX)) {
      return IgnoredMessage.OVER_QUOTA;
    }
    asked.add(complaint, current);
    context.statistics().countChunkComplaint();
    from.file().countChunkComplaint();
    report(from, complaint.chunks().size());
    return null;
  }

  private void report(ClientRecord from, int missing) {
    context.listener().onComplaint(from.deviceId(), context.fileNumber(), missing);
  }

  @Override
  public void onFinished(ClientRecord client) {
    if (!isOver) {
      endIfServed();
    }
  }

  private boolean endIfServed() {
    if (context.clients().unfinished() > 0) {
      return false;
    }
    if (round > 0) {
      context.frames().message(new CcmCompleted(context.fileNumber()));
    }
    end();
    return true;
  }

  private void end() {
    stop();
    context.done().run();
  }

  @Override
  public void stop() {
    isOver = true;
    sending.stop();
    if (timer != null) {
      timer.cancel();
    }
  }
}
