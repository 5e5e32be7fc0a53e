package dev.fuota.server.msu;

/**
 * The Polls of a file, numbered from 1: what had been sent when each one left, and how long its
 * answers take. Remembers the newest {@link #KEPT}; a Report to an older one tells nothing.
 */
final class StreamPolls {
  static final int KEPT = 256;

  private static final long TIMEOUT_MIN = 5_000_000;
  private static final long TIMEOUT_MAX = 1_000_000_000;
  private static final long TIMEOUT_FIRST = 25_000_000;

  private final long[] sentBefore = new long[KEPT];
  private final long[] upTo = new long[KEPT];
  private final long[] sentAt = new long[KEPT];
  private int newest;
  private long smoothed = -1;
  private long deviation;

  /** Number of the newest Poll, 0 before the first. */
  int newest() {
    return newest;
  }

  /**
   * A Poll leaves.
   *
   * @param frames sent before it
   * @param chunks the chunk up to which everything was sent
   * @return its number
   */
  int sent(long frames, long chunks, long now) {
    newest++;
    sentBefore[newest % KEPT] = frames;
    upTo[newest % KEPT] = chunks;
    sentAt[newest % KEPT] = now;
    return newest;
  }

  /** Whether a Poll of this number was sent and is remembered. */
  boolean knows(int number) {
    return number > 0 && number <= newest && number > newest - KEPT;
  }

  /** Frames that had been sent before the Poll; for 0, before the first one. */
  long sentBefore(int number) {
    return knows(number) ? sentBefore[number % KEPT] : 0;
  }

  long upTo(int number) {
    return upTo[number % KEPT];
  }

  long sentAt(int number) {
    return sentAt[number % KEPT];
  }

  /** An answer took this long. */
  void measured(long nanos) {
    if (smoothed < 0) {
      smoothed = nanos;
      deviation = nanos / 2;
    } else {
      deviation += (Math.abs(nanos - smoothed) - deviation) / 4;
      smoothed += (nanos - smoothed) / 8;
    }
  }

  /**
   * After which time an answer is not to be expected any more.
   *
   * @param vain Polls in a row before that changed nothing; each doubles the time
   */
  long timeout(int vain) {
    return Math.min(TIMEOUT_MAX, timeout() << Math.min(vain, 6));
  }

  private long timeout() {
    if (smoothed < 0) {
      return TIMEOUT_FIRST;
    }
    return Math.max(TIMEOUT_MIN, Math.min(TIMEOUT_MAX / 5, smoothed + 4 * deviation));
  }
}
