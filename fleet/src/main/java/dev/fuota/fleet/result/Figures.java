package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The sums of a result.
 *
 * @param devices that were run
 * @param fates how many devices ended how; each fate is there
 * @param reached how many devices reached each stage; each stage is there
 * @param fragments that devices stored, all together
 * @param took virtual time of the cell that took longest
 * @param events of all simulations
 * @param receptions of all frames
 * @param joules of a radio, in the mean of all devices
 * @param overhead as {@link Metric#OVERHEAD}; empty if no device had its block
 * @param airTimePerGateway share of its time that the busiest gateway sent
 */
public record Figures(
    int devices,
    Map<Fate, Integer> fates,
    Map<Stage, Integer> reached,
    long fragments,
    int powerCuts,
    AirLine air,
    Duration took,
    long events,
    long receptions,
    double joules,
    OptionalDouble overhead,
    double airTimePerGateway) {
  public Figures {
    fates = Collections.unmodifiableMap(new EnumMap<>(fates));
    reached = Collections.unmodifiableMap(new EnumMap<>(reached));
  }

  static Figures of(FleetResult result) {
    return new Adder().add(result).sum();
  }

  /** How many devices ended so. */
  public int count(Fate fate) {
    return fates.getOrDefault(fate, 0);
  }

  /** How many devices came there. */
  public int count(Stage stage) {
    return reached.getOrDefault(stage, 0);
  }
}
