package dev.fuota.agent.msu;

import java.time.Duration;

/** Finds that a chunk is over although its last frame was lost: the frames stop (MSU-X19). */
final class GapTimer {
  private static final int FACTOR = 4;
  private static final int MIN_MS = 100;
  private static final int MAX_MS = 500;
  private static final double WEIGHT = 0.25;

  private final MsuContext context;
  private final TimerSlot timer;
  private final int ownDelayMs;
  private double smoothedMs = -1;
  private long lastMs;
  private boolean running;
  private Runnable due = () -> {};

  GapTimer(MsuContext context) {
    this.context = context;
    this.timer = context.timer();
    this.ownDelayMs = context.config().parameters.sequenceDelayMs();
  }

  /** A frame that continues its chunk: what is between two of them counts. */
  void onNext(long nowMs) {
    long gap = nowMs - lastMs;
    smoothedMs = smoothedMs < 0 ? gap : smoothedMs + WEIGHT * (gap - smoothedMs);
    lastMs = nowMs;
  }

  /** A frame that begins a chunk. */
  void onFirst(long nowMs) {
    lastMs = nowMs;
  }

  /** When the newest frame came. */
  long lastMs() {
    return lastMs;
  }

  /** The silence after which a chunk is taken to be over. */
  long limitMs() {
    double known = smoothedMs < 0 ? ownDelayMs : smoothedMs;
    return (long) Math.min(MAX_MS, Math.max(MIN_MS, Math.ceil(FACTOR * known)));
  }

  /** Waits from the newest frame on; while it waits already, that frame only moves the end. */
  void start(Runnable whenOver) {
    due = whenOver;
    running = true;
    if (!timer.isSet()) {
      timer.set(Duration.ofMillis(limitMs()), this::onTimer);
    }
  }

  private void onTimer() {
    if (!running) {
      return;
    }
    long left = lastMs + limitMs() - context.now();
    if (left > 0) {
      timer.set(Duration.ofMillis(left), this::onTimer);
    } else {
      running = false;
      due.run();
    }
  }

  void stop() {
    running = false;
  }

  void end() {
    running = false;
    timer.cancel();
  }
}
