package dev.fuota.boot.torture;

import dev.fuota.hal.sim.Tear;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Runs one scenario in every way that was asked for. */
final class Explorer {
  private static final int CHAINS_PER_TASK = 64;
  private static final List<Tear> TEARS = List.of(Tear.values());

  /** Half of the cuts of a chain leave a sound part. */
  private static final List<Defect> DEFECTS =
      Stream.of(Collections.nCopies(5, Defect.NONE), List.of(Defect.values()))
          .flatMap(List::stream)
          .toList();

  private static final int SEEDS_OF_CHAINS = 1000;

  private final Torture torture;
  private final Stage stage;
  private final Crew crew;
  private final List<Point> points = new ArrayList<>();
  private final double from;
  private final double to;
  private Limits limits;

  /**
   * For one scenario.
   *
   * @param from how much of all scenarios is done before
   * @param to and after this one, 0..1
   */
  Explorer(Torture torture, Stage stage, Crew crew, double from, double to) {
    this.from = from;
    this.to = to;
    this.torture = torture;
    this.stage = stage;
    this.crew = crew;
    this.limits = Limits.none(stage);
  }

  ScenarioResult run() {
    Worker worker = Worker.of(stage, torture.factory());
    Course clean = Course.fresh(worker, limits);
    clean.listen(operation -> points.add(Point.at(clean, operation)));
    Ending ending = clean.run();
    limits = Limits.of(stage, clean);
    Tally all = new Tally();
    ending.violation().ifPresent(v -> all.failed(new Tally.Failed(v, ending.detail(), List.of())));
    if (ending.violation().isEmpty() && !points.isEmpty()) {
      explore(all);
    }
    Map<Key, Failure> failures = new LinkedHashMap<>();
    for (Tally.Failed failed : all.failures()) {
      Failure failure = failure(failed, worker);
      failures.putIfAbsent(failure.shortest(), failure);
    }
    return ScenarioResult.of(
        stage, ending, points, all, List.copyOf(failures.values()), clean.addWear(new int[0]));
  }

  private void explore(Tally all) {
    SinglePlan some = SinglePlan.of(torture, points, ecc());
    List<Singles> singles = points.stream().map(point -> new Singles(point, this, some)).toList();
    double third = (to - from) / 3;
    crew.share(from, from + third);
    crew.work(stage, "single cuts", singles, all);
    PairPlan plan = PairPlan.of(torture, singles);
    crew.share(from + third, to - third);
    if (plan.any()) {
      crew.work(stage, "pairs of cuts", singles.stream().map(s -> s.pairs(plan)).toList(), all);
    }
    crew.share(to - third, to);
    crew.work(stage, "random chains", chains(), all);
  }

  private List<Task> chains() {
    List<Task> tasks = new ArrayList<>();
    for (int from = 0; from < torture.random(); from += CHAINS_PER_TASK) {
      int first = from;
      int end = Math.min(torture.random(), from + CHAINS_PER_TASK);
      tasks.add((worker, tally) -> chains(first, end, worker, tally));
    }
    return tasks;
  }

  private void chains(int from, int end, Worker worker, Tally tally) {
    for (int i = from; i < end; i++) {
      List<Cut> cuts = chain(new SplittableRandom(Dice.mix(torture.seed()) + i));
      Cut first = cuts.get(0);
      Course course = points.get(first.operation() - 1).cut(first, worker, limits);
      Ending ending = course.run(cuts.subList(1, cuts.size()), operation -> {});
      tally.add(Figures.Kind.RANDOM, cuts, ending, course);
    }
  }

  /** The first cut anywhere; the distances of the others of any magnitude. */
  private List<Cut> chain(SplittableRandom random) {
    int length = 1 + random.nextInt(torture.faults());
    int magnitudes = 33 - Integer.numberOfLeadingZeros(points.size());
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int within = i == 0 ? points.size() : 1 << random.nextInt(magnitudes);
      Tear tear = TEARS.get(random.nextInt(TEARS.size()));
      Defect defect = DEFECTS.get(torture.defects() ? random.nextInt(DEFECTS.size()) : 0);
      cuts.add(new Cut(1 + random.nextInt(within), tear, random.nextInt(SEEDS_OF_CHAINS), defect));
    }
    return cuts;
  }

  private Failure failure(Tally.Failed failed, Worker worker) {
    List<Cut> shortest = Shrink.of(failed.cuts(), failed.violation(), worker, limits);
    return new Failure(
        failed.violation(),
        failed.detail(),
        new Key(stage.scenario(), failed.cuts()),
        new Key(stage.scenario(), shortest));
  }

  int seeds() {
    return torture.seeds();
  }

  boolean ecc() {
    return stage.layout().part().ecc();
  }

  Limits limits() {
    return limits;
  }
}
