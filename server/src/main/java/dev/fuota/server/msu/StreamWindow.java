package dev.fuota.server.msu;

/**
 * How many frames may be under way: sent, and not yet covered by what all clients have answered.
 * Never more than the smallest receive buffer takes, so that the stream itself cannot make one
 * overflow. Within that it grows by a half with each clean answer until the first congestion, by a
 * few frames thereafter, and is halved by congestion, at most once for what was sent before the
 * halving could show. Loss is congestion only above {@link #LOSS_MAX}: what a medium loses at
 * random is no reason to be slower.
 */
final class StreamWindow {
  static final int FLOOR = 16;
  static final int CEILING = 2048;
  static final int ROOM_UNKNOWN = 64;
  static final double LOSS_MAX = 0.15;

  private static final int STEP = 4;

  private int limit = ROOM_UNKNOWN;
  private int size = ROOM_UNKNOWN;
  private int ignoreUntil;
  private boolean searching = true;

  /** Frames. */
  int size() {
    return size;
  }

  /**
   * Sets the bound.
   *
   * @param datagrams that the smallest receive buffer takes; 0 is unknown
   */
  void room(int datagrams) {
    int room = datagrams == 0 ? ROOM_UNKNOWN : datagrams;
    limit = Math.max(FLOOR, Math.min(CEILING, room - room / 8));
    size = Math.min(size, limit);
  }

  /**
   * All clients have answered a Poll.
   *
   * @param answered its number
   * @param newest number of the newest Poll
   * @param overflowed whether a receive buffer was too small
   * @param loss the worst client's, 0 to 1
   */
  void onAnswered(int answered, int newest, boolean overflowed, double loss) {
    if (!overflowed && loss <= LOSS_MAX) {
      size = Math.min(limit, size + (searching ? Math.max(STEP, size / 2) : STEP));
    } else if (answered > ignoreUntil) {
      searching = false;
      size = Math.max(FLOOR, size / 2);
      ignoreUntil = newest;
    }
  }
}
