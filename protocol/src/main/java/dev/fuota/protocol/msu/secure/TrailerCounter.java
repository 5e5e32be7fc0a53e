package dev.fuota.protocol.msu.secure;

/**
 * The counter of one sender's trailers: 48 bits of milliseconds, then 16 of a number, so that it
 * grows with each message and across restarts.
 */
public final class TrailerCounter {
  private static final int NUMBER_BITS = 16;

  private long last;

  /**
   * A counter that was not used before.
   *
   * @param millis the time of day in milliseconds
   */
  public long next(long millis) {
    last = Math.max(last + 1, millis << NUMBER_BITS);
    return last;
  }
}
