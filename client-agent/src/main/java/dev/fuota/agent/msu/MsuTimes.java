package dev.fuota.agent.msu;

/**
 * Windows and time-outs of a client, in ms unless they say otherwise (MSU, appendix A; decision
 * 0021). The first two are the server's, as far as nothing shorter is observed.
 *
 * @param scmWait the server's window for sequence complaints (MSU-136)
 * @param ccmWait the server's window for chunk complaints (MSU-137)
 * @param statusGap between the two copies of a status (MSU-138)
 * @param updateTimeoutSeconds of silence in a transfer, unless the server announces it (MSU-139)
 * @param connectionTimeoutSeconds of silence in a connection, unless the server says it; more than
 *     255 are 255
 * @param iAmSpread the longest wait before an I-Am
 * @param statusSpread the longest wait before the first status
 * @param cycleSeconds the longest that a file may take (MSU-X41)
 */
public record MsuTimes(
    int scmWait,
    int ccmWait,
    int statusGap,
    int updateTimeoutSeconds,
    int connectionTimeoutSeconds,
    int iAmSpread,
    int statusSpread,
    int cycleSeconds) {
  /** As much as a Connect can say. */
  static final int CONNECTION_MAX = 255;

  private static final int CYCLE_SECONDS = 4 * 3600;

  public static final MsuTimes DEFAULT =
      new MsuTimes(3000, 5000, 10, 10, 60, 500, 250, CYCLE_SECONDS);

  public MsuTimes {
    int least = Math.min(Math.min(scmWait, ccmWait), Math.min(statusGap, iAmSpread));
    int leastTimeout = Math.min(updateTimeoutSeconds, connectionTimeoutSeconds);
    if (Math.min(least, statusSpread) < 0 || Math.min(leastTimeout, cycleSeconds) < 1) {
      throw new IllegalArgumentException("windows of 0 and time-outs of 1 are the least");
    }
  }

  /** As many as a Connect could say. */
  int connectionSeconds() {
    return Math.min(connectionTimeoutSeconds, CONNECTION_MAX);
  }

  public MsuTimes withWindows(int scm, int ccm) {
    return new MsuTimes(
        scm,
        ccm,
        statusGap,
        updateTimeoutSeconds,
        connectionTimeoutSeconds,
        iAmSpread,
        statusSpread,
        cycleSeconds);
  }

  public MsuTimes withTimeouts(int updateSeconds, int connectionSeconds) {
    return new MsuTimes(
        scmWait,
        ccmWait,
        statusGap,
        updateSeconds,
        connectionSeconds,
        iAmSpread,
        statusSpread,
        cycleSeconds);
  }

  public MsuTimes withSpreads(int iAm, int status) {
    return new MsuTimes(
        scmWait,
        ccmWait,
        statusGap,
        updateTimeoutSeconds,
        connectionTimeoutSeconds,
        iAm,
        status,
        cycleSeconds);
  }

  public MsuTimes withCycle(int seconds) {
    return new MsuTimes(
        scmWait,
        ccmWait,
        statusGap,
        updateTimeoutSeconds,
        connectionTimeoutSeconds,
        iAmSpread,
        statusSpread,
        seconds);
  }
}
