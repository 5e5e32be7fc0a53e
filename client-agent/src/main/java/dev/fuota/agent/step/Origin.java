package dev.fuota.agent.step;

/**
 * How a downlink came.
 *
 * @param groupId the multicast group 0..3, or {@link #NO_GROUP}
 * @param keyTag tells the counters of one group key from those of another, 0..8191; 0 for unicast
 * @param fCnt the 32-bit counter it was authenticated with
 */
public record Origin(int groupId, int keyTag, long fCnt) {
  public static final int NO_GROUP = -1;

  public static Origin unicast(long fCnt) {
    return new Origin(NO_GROUP, 0, fCnt);
  }

  public boolean isUnicast() {
    return groupId == NO_GROUP;
  }
}
