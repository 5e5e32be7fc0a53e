package dev.fuota.protocol.msu.secure;

/**
 * Which counters of a sender are new. Frames of a file may overtake each other: one is new if it
 * was not among the last {@value #DATA_MAX} and is not older than these. Everything else must come
 * in order. Counters hold a time, so they jump: what is kept are counters, not a distance from the
 * newest.
 */
public final class ReplayWindow {
  static final int DATA_MAX = 1024;

  /** Of frames, ascending without sign. */
  private final long[] seen = new long[DATA_MAX];

  private int count;
  private long dataFloor;
  private long newest;

  /**
   * Starts a window.
   *
   * @param used the newest counter that was used before a restart, 0 if none was: nothing up to it
   *     is new
   */
  public ReplayWindow(long used) {
    this.dataFloor = used;
    this.newest = used;
  }

  boolean isNew(long counter, boolean data) {
    return data
        ? Long.compareUnsigned(counter, dataFloor) > 0 && !isSeen(counter)
        : Long.compareUnsigned(counter, newest) > 0;
  }

  /** Takes note of a counter that is new. */
  void use(long counter, boolean data) {
    if (!data) {
      newest = counter;
      return;
    }
    if (count == DATA_MAX) {
      dataFloor = seen[0]; // from now on too old to tell
      System.arraycopy(seen, 1, seen, 0, --count);
      if (Long.compareUnsigned(counter, dataFloor) < 0) {
        return;
      }
    }
    int at = count;
    while (at > 0 && Long.compareUnsigned(seen[at - 1], counter) > 0) {
      seen[at] = seen[--at];
    }
    seen[at] = counter;
    count++;
  }

  /** The newest counter, to be kept over a restart. */
  public long newest() {
    long newestData = count == 0 ? dataFloor : seen[count - 1];
    return Long.compareUnsigned(newestData, newest) > 0 ? newestData : newest;
  }

  private boolean isSeen(long counter) {
    for (int i = count - 1; i >= 0; i--) { // a late frame is seldom very late
      int order = Long.compareUnsigned(seen[i], counter);
      if (order <= 0) {
        return order == 0;
      }
    }
    return false;
  }
}
