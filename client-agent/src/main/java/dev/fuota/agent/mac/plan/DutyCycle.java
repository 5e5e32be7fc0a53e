package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.SubBand;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a device may send again: each sub-band is closed behind a transmission for the share of time
 * that its duty cycle asks for, and all of them together for what the network asks for.
 */
final class DutyCycle {
  private final Region region;
  private final Map<SubBand, Instant> free = new HashMap<>(2); // looked up only: no order matters
  private Instant allFree = Instant.MIN;

  DutyCycle(Region region) {
    this.region = region;
  }

  /**
   * A transmission was made.
   *
   * @param exponent the aggregated duty cycle is 1/2^exponent
   * @param end of its last symbol
   */
  void sent(int frequencyHz, Duration airTime, int exponent, Instant end) { // MAC-047
    region
        .subBand(frequencyHz)
        .ifPresent(band -> free.put(band, end.plus(band.silenceAfter(airTime))));
    allFree = end.plus(airTime.multipliedBy((1L << exponent) - 1));
  }

  /** Whether every frequency may be used, as far as duty cycles go. */
  boolean isOpen(Instant now) {
    if (allFree.isAfter(now)) {
      return false;
    }
    for (Instant band : free.values()) {
      if (band.isAfter(now)) {
        return false;
      }
    }
    return true;
  }

  /** From when on this frequency may be used, as far as duty cycles go. */
  Instant freeAt(int frequencyHz) {
    Instant band =
        region
            .subBand(frequencyHz)
            .flatMap(it -> Optional.ofNullable(free.get(it)))
            .orElse(Instant.MIN);
    return band.isAfter(allFree) ? band : allFree;
  }
}
