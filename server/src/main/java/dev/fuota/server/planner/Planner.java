package dev.fuota.server.planner;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataFragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plans campaigns. Counts only what fragments cost, in one round: setup and status are unicast
 * frames of few octets, and repetitions are not planned. Without coded fragments success is that of
 * the first round.
 */
public final class Planner {
  /** Redundancies of a curve, unless somebody asks for others. */
  public static final List<Double> REDUNDANCIES =
      List.of(0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 1.5, 2.0);

  private static final List<Integer> FRAG_SIZES = List.of(16, 24, 32, 48, 64, 96, 128, 192);
  static final int FRAGMENTS_MAX = (1 << 14) - 1;
  private static final int DEVICES_MAX = 1_000_000;
  private static final int REDUNDANCY_MAX = 100;

  private Planner() {}

  /**
   * What is wrong with an input, one sentence each that begins with the parameter; none: usable.
   */
  public static List<String> problems(PlanInput input) {
    List<String> problems = new ArrayList<>();
    int largest = fragSizeMax(input);
    check(problems, "frag_size", input.fragSize(), 1, largest);
    input.fragSizes().forEach(size -> check(problems, "frag_size", size, 1, largest));
    check(problems, "devices", input.devices(), 1, DEVICES_MAX);
    check(problems, "redundancy", input.redundancy(), REDUNDANCY_MAX);
    input.redundancies().forEach(each -> check(problems, "redundancy", each, REDUNDANCY_MAX));
    if (input.length() < 1) {
      problems.add("file has " + input.length() + " octets, not 1 or more");
    }
    if (input.mcastMsgDelay().isNegative()) {
      problems.add("mcast_msg_delay is " + input.mcastMsgDelay() + ", not 0 or more");
    }
    int periodicity = input.channel().pingPeriodicity().orElse(0);
    check(problems, "mcast_periodicity", periodicity, 0, 7);
    if (problems.isEmpty() && fragments(input, input.fragSize(), input.redundancy()).isEmpty()) {
      problems.add(
          "frag_size is "
              + input.fragSize()
              + ": with redundancy "
              + input.redundancy()
              + " that makes more than "
              + FRAGMENTS_MAX
              + " fragments");
    }
    return problems;
  }

  private static void check(List<String> problems, String name, int value, int low, int high) {
    if (value < low || value > high) {
      problems.add(name + " is " + value + ", not within " + low + ".." + high);
    }
  }

  private static void check(List<String> problems, String name, double value, double high) {
    if (!(value >= 0 && value <= high)) {
      problems.add(name + " is " + value + ", not within 0.." + high);
    }
  }

  private static int fragSizeMax(PlanInput input) {
    return input.channel().dataRate().maxPayload() - DataFragment.OVERHEAD;
  }

  /** Uncoded and coded ones. */
  private record Fragments(int uncoded, int coded, double redundancy) {}

  /** Empty if there are more than can be numbered. */
  private static Optional<Fragments> fragments(PlanInput input, int fragSize, double redundancy) {
    int uncoded = (int) ((input.length() + fragSize - 1L) / fragSize);
    double coded = Math.ceil(uncoded * redundancy);
    return uncoded + coded > FRAGMENTS_MAX
        ? Optional.empty()
        : Optional.of(new Fragments(uncoded, (int) coded, redundancy));
  }

  /**
   * Plans.
   *
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public static Plan of(PlanInput input) {
    require(input);
    TreeSet<Double> redundancies =
        new TreeSet<>(input.redundancies().isEmpty() ? REDUNDANCIES : input.redundancies());
    TreeSet<Double> all = new TreeSet<>(redundancies);
    all.add(input.redundancy());
    List<PlanPoint> points = points(input, input.fragSize(), List.copyOf(all));
    PlanPoint chosen =
        points.stream()
            .filter(point -> point.redundancy() == input.redundancy())
            .findFirst()
            .orElseThrow();
    return new Plan(
        chosen,
        points.stream().filter(point -> redundancies.contains(point.redundancy())).toList(),
        fragSizes(input)
            .flatMap(size -> points(input, size, List.of(input.redundancy())).stream())
            .toList());
  }

  /**
   * What is asked for alone, without curves.
   *
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public static PlanPoint point(PlanInput input) {
    require(input);
    return points(input, input.fragSize(), List.of(input.redundancy())).get(0);
  }

  private static void require(PlanInput input) {
    List<String> problems = problems(input);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
  }

  private static Stream<Integer> fragSizes(PlanInput input) {
    int largest = fragSizeMax(input);
    TreeSet<Integer> sizes = new TreeSet<>(input.fragSizes());
    if (sizes.isEmpty()) {
      FRAG_SIZES.stream().filter(size -> size < largest).forEach(sizes::add);
      sizes.add(largest);
    }
    return sizes.stream();
  }

  /** Leaves out what makes too many fragments. */
  private static List<PlanPoint> points(PlanInput input, int fragSize, List<Double> redundancies) {
    List<Fragments> counts =
        redundancies.stream()
            .flatMap(redundancy -> fragments(input, fragSize, redundancy).stream())
            .toList();
    if (counts.isEmpty()) {
      return List.of();
    }
    int uncoded = counts.get(0).uncoded();
    List<Outcome> outcomes =
        outcomes(input, uncoded).of(input.loss(), counts.stream().map(Fragments::coded).toList());
    Pace pace = Pace.of(input, fragSize);
    return IntStream.range(0, counts.size())
        .mapToObj(i -> point(input, fragSize, pace, counts.get(i), outcomes.get(i)))
        .toList();
  }

  private static Outcomes outcomes(PlanInput input, int uncoded) {
    SampledRanks ranks = new SampledRanks(ParityMatrix.of(input.packageVersion()), uncoded);
    return new Outcomes(ranks, rowsMax(input, uncoded), uncoded, input.devices());
  }

  /** The most lost fragments for which a device accepts the session with the memory it has. */
  public static int rowsMax(PlanInput input, int uncoded) {
    if (input.decoderRam().isEmpty()) {
      return uncoded;
    }
    int low = 0;
    int high = uncoded;
    while (low < high) {
      int rows = (low + high + 1) / 2;
      if (FecDecoder.memoryOctetsMax(uncoded, rows) <= input.decoderRam().getAsInt()) {
        low = rows;
      } else {
        high = rows - 1;
      }
    }
    return low;
  }

  private static PlanPoint point(
      PlanInput input, int fragSize, Pace pace, Fragments count, Outcome outcome) {
    int total = count.uncoded() + count.coded();
    Duration duration = pace.duration(total);
    return new PlanPoint(
        fragSize,
        count.uncoded(),
        count.coded(),
        count.redundancy(),
        outcome.mean(),
        outcome.all(),
        pace.airTime(total),
        duration,
        1000 * input.energy().joules(pace.radio(total), duration));
  }

  /**
   * The fragment size that needs the fewest frames, and of these the one that pads least.
   *
   * <p>For some numbers of fragments the parity matrix has columns that are nearly equal ({@link
   * Twins}). Then it is the next number of fragments without them, if that is at most 1 % more, and
   * at least one may be: one of 896 fragments more costs a device a thousandth of air time, and a
   * pair of twins it loses with one in a hundred, at 10 % loss, whatever the redundancy. If no such
   * number is near, it is the fewest all the same.
   *
   * @param matrix that of the package's version
   * @param length octets of the file, 1 or more
   * @param largest octets that a frame carries
   */
  public static int bestFragSize(ParityMatrix matrix, int length, int largest) {
    return FragSizes.best(matrix, length, largest);
  }

  /**
   * The fewest coded fragments with which a device succeeds as often as wanted, as redundancy.
   *
   * @param wanted mean probability over devices, above 0 and below 1
   * @return empty if no number of fragments that can be numbered is enough
   */
  public static Optional<PlanPoint> redundancyFor(PlanInput input, double wanted) {
    require(input);
    int uncoded = fragments(input, input.fragSize(), 0).orElseThrow().uncoded();
    Outcomes outcomes = outcomes(input, uncoded);
    int low = 0;
    int high = FRAGMENTS_MAX - uncoded;
    if (outcomes.of(input.loss(), List.of(high)).get(0).mean() < wanted) {
      return Optional.empty();
    }
    while (low < high) {
      int coded = (low + high) / 2;
      if (outcomes.of(input.loss(), List.of(coded)).get(0).mean() >= wanted) {
        high = coded;
      } else {
        low = coded + 1;
      }
    }
    Fragments count = new Fragments(uncoded, low, (double) low / uncoded);
    Outcome outcome = outcomes.of(input.loss(), List.of(low)).get(0);
    return Optional.of(
        point(input, input.fragSize(), Pace.of(input, input.fragSize()), count, outcome));
  }
}
