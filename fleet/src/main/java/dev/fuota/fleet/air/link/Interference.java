package dev.fuota.fleet.air.link;

import dev.fuota.hal.radio.LoraChannel;
import java.util.List;
import java.util.OptionalInt;

/** Which frames destroy each other at a receiver. */
@FunctionalInterface
public interface Interference {
  /** Every overlap on one channel destroys both, however strong they are: no capture. */
  Interference WITHOUT_CAPTURE =
      (wanted, others) -> {
        for (Arrival other : others) {
          if (other.channel().equals(wanted.channel()) && wanted.overlapNanos(other) > 0) {
            return OptionalInt.of(other.channel().spreadingFactor());
          }
        }
        return OptionalInt.empty();
      };

  /**
   * Whether others destroy a frame.
   *
   * @param others of any time, frequency and spreading factor; not the wanted one
   * @return the spreading factor that destroys it; empty if it survives
   */
  OptionalInt destroyedBy(Arrival wanted, List<Arrival> others);

  /** Whether two channels are so near that frames on them meet (LoRaSim, M. Bor et al. 2016). */
  static boolean meet(LoraChannel one, LoraChannel other) {
    return Math.abs((long) one.frequencyHz() - other.frequencyHz())
        < limitHz(Math.max(one.bandwidthHz(), other.bandwidthHz()));
  }

  private static int limitHz(int bandwidthHz) {
    return switch (bandwidthHz) {
      case 500_000 -> 120_000;
      case 250_000 -> 60_000;
      default -> 30_000;
    };
  }
}
