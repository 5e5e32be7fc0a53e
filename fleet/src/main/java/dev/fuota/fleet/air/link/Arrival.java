package dev.fuota.fleet.air.link;

import dev.fuota.hal.radio.LoraChannel;

/**
 * A frame as it arrives at one receiver.
 *
 * @param channel where and how it was sent
 * @param startNanos begin of its preamble, by any clock
 * @param endNanos end of its last symbol, by the same clock
 * @param powerDbm received power
 */
public record Arrival(LoraChannel channel, long startNanos, long endNanos, double powerDbm) {

  /** How long both are there; 0 or less if they never are. */
  public long overlapNanos(Arrival other) {
    return Math.min(endNanos, other.endNanos) - Math.max(startNanos, other.startNanos);
  }

  double energy(long nanos) {
    return Decibels.milliwatts(powerDbm) * nanos;
  }
}
