package dev.fuota.server.msu;

/**
 * The least time from one frame to the next (token clock). Late frames are made up for, but never
 * more than {@link #DEBT_MAX} of them in time, so that a pause does not become a burst.
 */
final class StreamPace {
  static final long DEBT_MAX = 8_000_000;

  private static final long SPACING_MAX = 1_000_000_000;

  private final long floor;
  private long spacing;
  private long next;

  /**
   * @param floor least spacing, in nanoseconds
   * @param spacing the spacing to begin with
   */
  StreamPace(long floor, long spacing, long now) {
    this.floor = floor;
    this.spacing = Math.max(floor, spacing);
    next = now;
  }

  /** How long the next frame has to wait, in nanoseconds; 0 or less if it need not. */
  long delay(long now) {
    return next - now;
  }

  /** A frame leaves. */
  void sent(long now) {
    next = Math.max(next, now - DEBT_MAX) + spacing;
  }

  /** Adapts to the worst client's loss, 0 to 1 (MSU-X35). */
  void onLoss(double loss) {
    if (loss > StreamWindow.LOSS_MAX) {
      spacing = Math.min(SPACING_MAX, spacing + spacing / 2 + 1);
    } else {
      spacing = Math.max(floor, spacing - spacing / 10 - 1);
    }
  }

  long spacing() {
    return spacing;
  }
}
