package dev.fuota.fleet.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * When the devices that reached a stage did, milliseconds since their cell's start, by the nearest
 * rank.
 *
 * @param count how many did
 * @param values of {@link #SHARES}, in their order
 */
public record Percentiles(int count, List<Long> values) {
  /** Percent of the devices that were as early as that; 0 is the first one. */
  public static final List<Integer> SHARES = List.of(0, 5, 25, 50, 75, 95, 99, 100);

  private static final int ALL = 100;

  public Percentiles {
    values = List.copyOf(values);
  }

  /** Of one stage; empty if nobody reached it. */
  public static Optional<Percentiles> of(FleetResult result, Stage stage) {
    long[] times =
        result.devices().flatMapToLong(device -> device.reached().at(stage).stream()).toArray();
    if (times.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(times);
    return Optional.of(
        new Percentiles(
            times.length, SHARES.stream().map(share -> times[rank(share, times.length)]).toList()));
  }

  private static int rank(int share, int count) {
    return Math.max(0, (int) (((long) share * count + ALL - 1) / ALL) - 1);
  }
}
