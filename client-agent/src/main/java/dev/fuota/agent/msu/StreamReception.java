package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.MissingFrames;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.repair.HeldFrames;
import dev.fuota.protocol.msu.repair.XorDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream profile at the client: answers what the server asks, and gets missing frames out of
 * combined ones. Each Poll is answered once, by what is missing when the answer leaves; a newer
 * Poll that comes while an answer waits for its time takes its place.
 *
 * <p>What is reported as missing are the frames that would do, given the combinations kept: a
 * server that sends these makes the chunk complete.
 */
final class StreamReception implements StreamHooks, HeldFrames {
  private static final int ROOM_MAX = 0xffff;
  private static final long COUNTER_MAX = 0xffff_ffffL;
  private static final long NANOS_PER_MS = 1_000_000;

  private final StreamView view;
  private final XorDecoder decoder;
  private final TimerSlot timer;
  private int answered;
  private @Nullable Poll waiting;

  /** Until the server is heard again: suspect chunks may be received once more after the end. */
  private boolean stopped;

  StreamReception(StreamView view) {
    this.view = view;
    decoder = new XorDecoder(view.map().geometry(), this, this::recovered);
    timer = view.timer();
  }

  @Override
  public void onPoll(Poll poll) {
    stopped = false;
    if (poll.number() <= answered) {
      return;
    }
    answered = poll.number();
    if (!poll.everybody() && view.map().firstIncomplete() > poll.upTo()) {
      return;
    }
    waiting = poll;
    if (poll.spreadMs() == 0) {
      timer.cancel();
      answer();
    } else if (!timer.isSet()) {
      long within = view.random().nextLong(poll.spreadMs() * NANOS_PER_MS);
      timer.set(Duration.ofNanos(within), this::answer);
    }
  }

  @Override
  public void onCoded(CodedTransfer coded) {
    stopped = false;
    ByteBuffer sum = coded.data().asBuffer();
    if (decoder.offer(coded.chunk(), coded.mask(), sum) == XorDecoder.Outcome.CONFLICT) {
      view.suspect((int) coded.chunk());
    }
  }

  @Override
  public void onFrame(int chunk, int sequence) {
    if (!decoder.onStored(chunk)) {
      view.suspect(chunk);
    }
  }

  /** Shows the server that we are there; what we miss it asks for itself. */
  @Override
  public void onSilence() {
    report(0, 0);
  }

  @Override
  public void askAgain() {
    report(0, 0);
  }

  @Override
  public void stop() {
    if (!stopped && view.map().isComplete()) {
      // The checks that follow take time, and the server need not wait for answers until they are
      // over. Nobody confirms this, so it is said twice.
      report(0, 0);
      report(0, 0);
    }
    stopped = true;
    timer.cancel();
  }

  private void answer() {
    Poll poll = waiting;
    waiting = null;
    if (poll != null && !stopped) {
      report(poll.number(), poll.upTo());
    }
  }

  private void report(int poll, long upTo) {
    FrameMap map = view.map();
    view.send(
        new Report(
            view.fileNumber(),
            poll,
            view.transactionId(),
            map.framesHeld(),
            Math.min(view.kernelDrops(), COUNTER_MAX),
            map.firstIncomplete(),
            Math.min(view.receiveRoom(), ROOM_MAX),
            missing(map, upTo)));
  }

  private List<MissingFrames> missing(FrameMap map, long upTo) {
    List<MissingFrames> missing = new ArrayList<>();
    long last = Math.min(upTo, map.chunks());
    for (int chunk = map.firstIncomplete();
        chunk <= last && missing.size() < Report.MISSING_MAX;
        chunk++) {
      if (map.missing(chunk) != 0) {
        missing.add(new MissingFrames(chunk, decoder.needed(chunk)));
      }
    }
    return missing;
  }

  private void recovered(long chunk, int sequence, ByteBuffer octets) {
    if (!stopped) {
      view.accept((int) chunk, sequence, octets);
    }
  }

  @Override
  public int missing(long chunk) {
    return view.map().missing((int) chunk);
  }

  @Override
  public boolean read(long chunk, int sequence, byte[] into) {
    int length = view.map().geometry().lengthOf(chunk, sequence);
    return view.read((int) chunk, sequence, ByteBuffer.wrap(into, 0, length));
  }
}
