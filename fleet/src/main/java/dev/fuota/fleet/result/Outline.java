package dev.fuota.fleet.result;

import java.io.Reader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What a result says without the lines of its devices: every {@code result.json} has it, of however
 * many devices.
 *
 * @param stages when devices came to each stage, seconds since their cell's start; a stage that
 *     nobody came to is not there
 * @param overhead as {@link Metric#OVERHEAD}, of single devices
 * @param joules of the radios that opened a session
 */
public record Outline(
    Head head,
    Figures figures,
    Map<Stage, Spread> stages,
    Optional<Spread> overhead,
    Optional<Spread> joules,
    List<Check> checks) {
  private static final double MILLIS = 1000;

  public Outline {
    stages = Map.copyOf(stages);
    checks = List.copyOf(checks);
  }

  /**
   * How values are spread over devices.
   *
   * @param values for each of {@link #PERCENT} the least value that so many do not exceed
   */
  public record Spread(List<Double> values) {
    /** Of all values; 0 is the least of them. */
    public static final List<Integer> PERCENT =
        List.of(0, 1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 100);

    private static final int ALL = 100;

    public Spread {
      values = List.copyOf(values);
      if (values.size() != PERCENT.size()) {
        throw new IllegalArgumentException(values.size() + " values");
      }
    }

    /** Of some values; empty if there are none. */
    static Optional<Spread> of(DoubleStream all) {
      double[] sorted = all.sorted().toArray();
      return sorted.length == 0
          ? Optional.empty()
          : Optional.of(
              new Spread(
                  PERCENT.stream().map(percent -> sorted[rank(percent, sorted.length)]).toList()));
    }

    private static int rank(int percent, int count) {
      return Math.max(0, (int) (((long) percent * count + ALL - 1) / ALL) - 1);
    }

    /**
     * The value that so many do not exceed.
     *
     * @param percent one of {@link #PERCENT}
     */
    public double at(int percent) {
      return values.get(PERCENT.indexOf(percent));
    }
  }

  /** Of a result with all its lines. */
  public static Outline of(FleetResult result) {
    Map<Stage, Spread> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.ALL) {
      Spread.of(
              result
                  .devices()
                  .flatMap(device -> device.reached().at(stage).stream().boxed())
                  .mapToDouble(millis -> millis / MILLIS))
          .ifPresent(spread -> stages.put(stage, spread));
    }
    return new Outline(
        result.head(),
        result.figures(),
        stages,
        Spread.of(result.cells().stream().flatMapToDouble(Outline::overhead)),
        Spread.of(result.devices().mapToDouble(DeviceLine::joules).filter(it -> it > 0)),
        result.checks());
  }

  /**
   * Reads the beginning of a result, which is all that this needs.
   *
   * @param name of the file, for messages
   * @throws ResultProblem if it is none, or cannot be read
   */
  public static Outline read(String name, Reader text) {
    return new ResultReader(name, text).outline();
  }

  private static DoubleStream overhead(CellResult cell) {
    double needed = cell.campaign().map(CampaignLine::nbFrag).orElse(0);
    return cell.devices().stream()
        .filter(device -> needed > 0 && device.sentWhenComplete() > 0)
        .mapToDouble(device -> (device.sentWhenComplete() - needed) / needed);
  }
}
