package dev.fuota.agent.runtime;

/**
 * How much a device can do at once: what it costs in memory is bounded by this.
 *
 * @param groups multicast groups, 1..4
 * @param sessions fragmentation sessions, 1..4
 * @param matrixRows the largest number of lost fragments that the decoder of a session can repair,
 *     at least 1
 */
public record DeviceLimits(int groups, int sessions, int matrixRows) {
  private static final int INDEXES = 4;

  public DeviceLimits {
    if (groups < 1 || groups > INDEXES || sessions < 1 || sessions > INDEXES) {
      throw new IllegalArgumentException(groups + " groups, " + sessions + " sessions");
    }
    if (matrixRows < 1) {
      throw new IllegalArgumentException(matrixRows + " matrix rows");
    }
  }
}
