package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MissingFrames;
import dev.fuota.protocol.msu.Report;

/** What a stream knows of one client. */
final class StreamPeer {
  /** A client that left so many Polls without an answer, and for so long, is not waited for. */
  static final int SILENT_POLLS = 10;

  static final long SILENT_NANOS = 1_000_000_000;

  private static final double WEIGHT = 0.25;

  private int answered;
  private long heardAt;
  private int room;
  private long kernelDrops = -1;
  private long held = -1;
  private long judgedUpTo;
  private long missed;
  private double loss;
  private boolean complete;
  private boolean overflowed;

  /** A client that is waited for from now on. */
  StreamPeer(long now) {
    heardAt = now;
  }

  /** The newest Poll that it has answered; 0 for none. */
  int answered() {
    return answered;
  }

  /** Datagrams that its receive buffer takes; 0 if it did not say. */
  int room() {
    return room;
  }

  /** Share of the frames that did not arrive when they were sent first, 0 to 1, smoothed. */
  double loss() {
    return loss;
  }

  /** Whether it has every frame of the file. */
  boolean isComplete() {
    return complete;
  }

  /** Whether the window has to wait for its answers. */
  boolean counts(int newestPoll, long now) {
    boolean silent = newestPoll - answered > SILENT_POLLS && now - heardAt > SILENT_NANOS;
    return !complete && !silent;
  }

  /** Whether its receive buffer has overflowed since this was asked last. */
  boolean takeOverflow() {
    boolean taken = overflowed;
    overflowed = false;
    return taken;
  }

  /** It has told, unasked, whether it has every frame. */
  void setComplete(boolean value) {
    complete = value;
  }

  /**
   * Takes a Report to a Poll newer than all it has answered.
   *
   * @return whether the client holds more than it has ever told
   */
  boolean report(Report report, long upTo, FileGeometry geometry, long now) {
    answered = report.poll();
    heardAt = now;
    room = report.room();
    overflowed |= kernelDrops >= 0 && report.kernelDrops() > kernelDrops;
    kernelDrops = report.kernelDrops();
    judge(report, upTo, geometry);
    boolean progress = report.held() > held;
    held = Math.max(held, report.held());
    complete = report.firstIncomplete() > geometry.chunks();
    return progress;
  }

  /** Frames that it missed when they were sent first, since this was asked last. */
  long takeMissed() {
    long taken = missed;
    missed = 0;
    return taken;
  }

  /** Chunks are judged when they are reported for the first time: later they may be repaired. */
  private void judge(Report report, long upTo, FileGeometry geometry) {
    if (upTo <= judgedUpTo) {
      return;
    }
    long frames = (upTo - judgedUpTo) * geometry.sequenceLimit();
    long missing = 0;
    for (MissingFrames each : report.missing()) {
      if (each.chunk() > judgedUpTo && each.chunk() <= upTo) {
        missing += Integer.bitCount(each.bitmap());
      }
    }
    loss += WEIGHT * (Math.min(1, missing / (double) frames) - loss);
    missed += missing;
    judgedUpTo = upTo;
  }
}
