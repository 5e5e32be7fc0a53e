package dev.fuota.fleet.air.link;

import java.util.List;
import java.util.OptionalInt;

/**
 * Spreading factors are not quite orthogonal: a frame is lost if the energy of all frames of one
 * spreading factor that fell into it comes too near to its own (D. Magrin et al., ICC 2017; the
 * lorawan module of ns-3).
 *
 * @param minimumDb wanted to interfering energy from which on a frame survives; rows are the wanted
 *     SF7..SF12, columns the interfering SF7..SF12
 */
public record EnergyMatrix(List<List<Integer>> minimumDb) implements Interference {
  private static final int FIRST = 7;

  /** C. Goursaud, J.-M. Gorce, "Dedicated networks for IoT", 2015; as in the module of ns-3. */
  public static final EnergyMatrix GOURSAUD =
      new EnergyMatrix(
          List.of(
              List.of(6, -16, -18, -19, -19, -20),
              List.of(-24, 6, -20, -22, -22, -22),
              List.of(-27, -27, 6, -23, -25, -25),
              List.of(-30, -30, -30, 6, -26, -28),
              List.of(-33, -33, -33, -33, 6, -29),
              List.of(-36, -36, -36, -36, -36, 6)));

  /** D. Croce et al., "Impact of LoRa imperfect orthogonality", IEEE Comm. Letters 22 (2018). */
  public static final EnergyMatrix CROCE =
      new EnergyMatrix(
          List.of(
              List.of(1, -8, -9, -9, -9, -9),
              List.of(-11, 1, -11, -12, -13, -13),
              List.of(-15, -13, 1, -13, -14, -15),
              List.of(-19, -18, -17, 1, -17, -18),
              List.of(-22, -22, -21, -20, 1, -20),
              List.of(-25, -25, -25, -24, -23, 1)));

  public EnergyMatrix {
    minimumDb = minimumDb.stream().map(List::copyOf).toList();
  }

  @Override
  public OptionalInt destroyedBy(Arrival wanted, List<Arrival> others) {
    double energy = wanted.energy(wanted.endNanos() - wanted.startNanos());
    int row = row(wanted);
    for (int column = 0; column < minimumDb.size(); column++) {
      double disturbing = energyInto(wanted, others, column);
      if (disturbing > 0 && Decibels.dbm(energy / disturbing) < minimumDb.get(row).get(column)) {
        return OptionalInt.of(FIRST + column);
      }
    }
    return OptionalInt.empty();
  }

  private double energyInto(Arrival wanted, List<Arrival> others, int column) {
    double sum = 0;
    for (Arrival other : others) {
      if (row(other) == column && Interference.meet(wanted.channel(), other.channel())) {
        sum += other.energy(Math.max(0, wanted.overlapNanos(other)));
      }
    }
    return sum;
  }

  /** What was not measured behaves as the nearest that was: SF5 and SF6, and FSK, as SF7. */
  private int row(Arrival arrival) {
    int row = arrival.channel().spreadingFactor() - FIRST;
    return Math.max(0, Math.min(row, minimumDb.size() - 1));
  }
}
