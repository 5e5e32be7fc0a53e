package dev.fuota.fleet.air.link;

import java.util.List;
import java.util.OptionalInt;

/**
 * Frames of one spreading factor on one frequency: the stronger one survives if it is stronger by a
 * margin, otherwise none does. Spreading factors do not disturb each other (M. Bor et al., "Do LoRa
 * low-power wide-area networks scale?", MSWiM 2016).
 *
 * <p>A receiver needs the last five symbols of the preamble only: what is over before them does no
 * harm.
 *
 * @param marginDb 6 in LoRaSim
 */
public record Capture(double marginDb) implements Interference {
  private static final int PREAMBLE_SYMBOLS = 8;
  private static final int PREAMBLE_SYMBOLS_NEEDED = 5;

  /** LoRaSim's. */
  public static final Capture LORASIM = new Capture(6);

  @Override
  public OptionalInt destroyedBy(Arrival wanted, List<Arrival> others) {
    for (Arrival other : others) {
      if (disturbs(wanted, other) && wanted.powerDbm() - other.powerDbm() < marginDb) {
        return OptionalInt.of(other.channel().spreadingFactor());
      }
    }
    return OptionalInt.empty();
  }

  private static boolean disturbs(Arrival wanted, Arrival other) {
    return other.channel().spreadingFactor() == wanted.channel().spreadingFactor()
        && other.channel().bandwidthHz() == wanted.channel().bandwidthHz()
        && Interference.meet(wanted.channel(), other.channel())
        && wanted.overlapNanos(other) > 0
        && other.endNanos() > criticalFrom(wanted);
  }

  private static long criticalFrom(Arrival wanted) {
    long symbols = PREAMBLE_SYMBOLS - PREAMBLE_SYMBOLS_NEEDED;
    return wanted.startNanos() + symbols * wanted.channel().symbolNanos();
  }
}
