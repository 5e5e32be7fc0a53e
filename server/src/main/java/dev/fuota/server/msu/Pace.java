package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;
import java.time.Duration;

/**
 * When the next frame may leave: a clock of tokens, of which at most one is kept, so that after a
 * pause two frames may follow each other at once and never more. Where a device has demanded a
 * delay between frames not even that.
 *
 * <p>The spacing rises with the worst loss that a client shows and falls slowly when all is well.
 * Loss that stays as it is although frames come four times as slowly is not of the pace's making:
 * it is taken for the line's own, and only what exceeds it counts from then on. Otherwise a line
 * that loses a frame in twenty would end at a frame a second.
 */
final class Pace {
  private static final long SPACING_MAX = Duration.ofSeconds(1).toNanos();

  /** Ethernet, IPv4, UDP and Data headers of a frame. */
  private static final int FRAME_HEADERS = 54;

  private static final long SPACING_LEAST = 1_000;
  private static final double LOSS_HIGH = 0.10;
  private static final double LOSS_SOME = 0.02;
  private static final double LOSS_NONE = 0.01;
  private static final int CALM_CHUNKS = 4;
  private static final double LINE_WEIGHT = 0.05;
  private static final int PROOF = 4;
  private static final double HELPED = 0.75;

  private final long floor;
  private final long deviceDelay;
  private final boolean isTcpFair;
  private final int sequenceSize;
  private final long roundTrip;
  private long spacing;
  private double loss;
  private double lineLoss;
  private long risenFrom;
  private double lossBefore;
  private int calm;
  private long dueAt;
  private boolean isRunning;

  /**
   * The pace at the start: as fast as all bounds allow.
   *
   * @param roundTrip nanoseconds to a client and back; used for the TCP-fair ceiling only
   */
  Pace(MsuPace bounds, DeviceParameters parameters, int sequenceSize, long roundTrip) {
    this.isTcpFair = bounds.tcpFair();
    this.sequenceSize = sequenceSize;
    this.roundTrip = roundTrip;
    this.deviceDelay = Duration.ofMillis(parameters.sequenceDelayMs()).toNanos();
    long rate =
        bounds.rateMaximum() == 0
            ? 0
            : 8_000_000_000L * (sequenceSize + FRAME_HEADERS) / bounds.rateMaximum();
    this.floor = Math.max(Math.max(deviceDelay, rate), bounds.floor().toNanos());
    this.spacing = floor;
  }

  /** From one frame to the next, in nanoseconds. */
  long spacing() {
    return spacing;
  }

  /** The worst client's share of missing frames, as it was said last. */
  double loss() {
    return loss;
  }

  /** Nanoseconds until a frame may leave; 0 is at once. */
  long delay(long now) {
    return isRunning ? Math.max(0, dueAt - now) : 0;
  }

  /** A frame leaves now. */
  void sent(long now) {
    long last = isRunning ? Math.max(dueAt, now - spacing) : now;
    dueAt = Math.max(last + spacing, now + deviceDelay);
    isRunning = true;
  }

  /**
   * A chunk's first window is over.
   *
   * @param worst the largest share of frames that a client misses, smoothed, 0..1
   */
  void onChunk(double worst) { // MSU-X35
    loss = worst;
    lineLoss += Math.min(0, LINE_WEIGHT * (loss - lineLoss));
    double excess = loss - lineLoss;
    calm = excess < LOSS_NONE ? calm + 1 : 0;
    if (excess > LOSS_SOME) {
      rise(excess > LOSS_HIGH ? 1.5 : 1.1);
    } else if (calm == CALM_CHUNKS) {
      spacing = Math.max((long) (spacing * 0.9), floor);
      calm = 0;
      risenFrom = 0;
    }
    if (isTcpFair) {
      spacing = Math.max(spacing, Math.min(fairSpacing(), SPACING_MAX));
    }
  }

  /** Slows down, and once it is four times as slow looks whether that has helped. */
  private void rise(double factor) {
    if (risenFrom == 0) {
      risenFrom = Math.max(spacing, SPACING_LEAST);
      lossBefore = loss;
    }
    spacing = slower(factor);
    if (spacing < PROOF * risenFrom) {
      return;
    }
    if (loss > HELPED * lossBefore) {
      lineLoss = loss;
      spacing = Math.max(floor, risenFrom);
    }
    risenFrom = 0;
  }

  /** From nothing one gets nowhere by factors, so the first step is a microsecond. */
  private long slower(double factor) {
    return Math.max(
        floor, Math.min((long) (Math.max(spacing, SPACING_LEAST) * factor), SPACING_MAX));
  }

  /** The spacing at which a TCP connection with this loss would send (RFC 4654). */
  private long fairSpacing() {
    if (loss <= 0) {
      return 0;
    }
    double seconds = roundTrip / 1e9;
    double slow = 12 * Math.sqrt(3 * loss / 8) * loss * (1 + 32 * loss * loss);
    double octetsPerSecond = sequenceSize / (seconds * (Math.sqrt(2 * loss / 3) + slow));
    return (long) (1e9 * sequenceSize / octetsPerSecond);
  }
}
