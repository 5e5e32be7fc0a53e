package dev.fuota.server.msu;

import java.time.Duration;

/**
 * Bounds of the pace at which frames leave.
 *
 * @param floor the least time from one frame to the next; a client's larger Sequence_Delay prevails
 * @param rateMaximum of all frames with their headers, in bit/s; 0 is none
 * @param tcpFair whether the rate also stays below that of a TCP connection with the same loss (RFC
 *     4654)
 */
public record MsuPace(Duration floor, long rateMaximum, boolean tcpFair) {

  /** Up to 100 Mbit/s, so that a slow link drops little before the pace has fallen. */
  public static final MsuPace DEFAULTS = new MsuPace(Duration.ZERO, 100_000_000, false);

  public MsuPace {
    if (floor.isNegative() || rateMaximum < 0) {
      throw new IllegalArgumentException("pace floor " + floor + ", rate " + rateMaximum);
    }
  }
}
