package dev.fuota.boot.torture;

import dev.fuota.hal.sim.Tear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one task has counted; tasks are added up in a fixed order, so threads do not show. */
final class Tally {
  /** Of each kind; the first ones say enough. */
  private static final int FAILURES_KEPT = 5;

  private final Map<Figures.Kind, Long> kinds = new EnumMap<>(Figures.Kind.class);
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<Place, Cell> pairs = new TreeMap<>();
  private final Map<Integer, Map<Tear, Outcome>> singles = new TreeMap<>();
  private final List<Failed> failures = new ArrayList<>();
  private int[] wear = new int[0];
  private int maxBoots;
  private int maxErases;
  private long dirty;
  private long worstNanos;

  /** A failing run as it was found. */
  record Failed(Violation violation, String detail, List<Cut> cuts) {

    /** Whether both broke the same rule after as many cuts, both after clean ones or not. */
    boolean isLike(Failed other) {
      return violation == other.violation
          && cuts.size() == other.cuts.size()
          && isClean() == other.isClean();
    }

    private boolean isClean() {
      return cuts.stream().allMatch(cut -> Cuts.isClean(cut.tear()));
    }
  }

  /** The operations of two cuts. */
  record Place(int first, int second) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return first == other.first
          ? Integer.compare(second, other.second)
          : Integer.compare(first, other.first);
    }
  }

  /** Runs of one pair of operations, and the worst outcome of them. */
  record Cell(int runs, Outcome worst) {
    Cell plus(Cell other) {
      return new Cell(runs + other.runs, worse(worst, other.worst));
    }
  }

  private static Outcome worse(Outcome one, Outcome other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  void add(Figures.Kind kind, List<Cut> cuts, Ending ending, Course course) {
    kinds.merge(kind, 1L, Long::sum);
    outcomes.merge(ending.outcome(), 1L, Long::sum);
    maxBoots = Math.max(maxBoots, ending.boots());
    maxErases = Math.max(maxErases, ending.erases());
    worstNanos = Math.max(worstNanos, ending.busyNanos());
    dirty += course.progress().dirty;
    wear = course.addWear(wear);
    ending.violation().ifPresent(v -> failed(new Failed(v, ending.detail(), List.copyOf(cuts))));
  }

  void failed(Failed run) {
    if (failures.stream().filter(run::isLike).count() < FAILURES_KEPT) {
      failures.add(run);
    }
  }

  void single(int operation, Tear tear, Outcome outcome) {
    singles
        .computeIfAbsent(operation, number -> new EnumMap<>(Tear.class))
        .merge(tear, outcome, Tally::worse);
  }

  void pair(int first, int second, Outcome outcome) {
    pairs.merge(new Place(first, second), new Cell(1, outcome), Cell::plus);
  }

  void add(Tally other) {
    other.kinds.forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
    other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    other.pairs.forEach((place, cell) -> pairs.merge(place, cell, Cell::plus));
    other.singles.forEach(
        (operation, tears) -> tears.forEach((tear, outcome) -> single(operation, tear, outcome)));
    other.failures.forEach(this::failed);
    dirty += other.dirty;
    wear = most(wear, other.wear);
    maxBoots = Math.max(maxBoots, other.maxBoots);
    maxErases = Math.max(maxErases, other.maxErases);
    worstNanos = Math.max(worstNanos, other.worstNanos);
  }

  static int[] most(int[] one, int[] other) {
    int[] most = Arrays.copyOf(one, Math.max(one.length, other.length));
    for (int i = 0; i < other.length; i++) {
      most[i] = Math.max(most[i], other[i]);
    }
    return most;
  }

  Figures figures() {
    return new Figures(
        count(Figures.Kind.CLEAN),
        count(Figures.Kind.TORN),
        count(Figures.Kind.CLEAN_PAIR),
        count(Figures.Kind.TORN_PAIR),
        count(Figures.Kind.RANDOM),
        outcomes,
        maxBoots,
        maxErases,
        dirty,
        worstNanos);
  }

  private long count(Figures.Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  List<Failed> failures() {
    return failures;
  }

  int[] wear() {
    return wear;
  }

  Map<Integer, Map<Tear, Outcome>> singles() {
    return singles;
  }

  Map<Place, Cell> pairs() {
    return pairs;
  }
}
