package dev.fuota.agent.runtime;

/**
 * How much a device can do at once: what it costs in memory is bounded by this.
 *
 * @param groups multicast groups, 1..4
 * @param sessions fragmentation sessions, 1..4
 * @param matrixRows the largest number of lost fragments that the decoder of a session can repair,
 *     at least 1
 * @param expansionRam octets of memory for looking into a delta or a compressed image; one that
 *     needs more is refused
 */
public record DeviceLimits(int groups, int sessions, int matrixRows, int expansionRam) {
  private static final int INDEXES = 4;
  private static final int EXPANSION_RAM = 16 * 1024;

  /** With 16 KiB for expanding: enough for heatshrink in all its forms but the widest windows. */
  public DeviceLimits(int groups, int sessions, int matrixRows) {
    this(groups, sessions, matrixRows, EXPANSION_RAM);
  }

  public DeviceLimits {
    if (groups < 1 || groups > INDEXES || sessions < 1 || sessions > INDEXES) {
      throw new IllegalArgumentException(groups + " groups, " + sessions + " sessions");
    }
    if (expansionRam < 0) {
      throw new IllegalArgumentException(expansionRam + " octets for expanding");
    }
    if (matrixRows < 1) {
      throw new IllegalArgumentException(matrixRows + " matrix rows");
    }
  }
}
