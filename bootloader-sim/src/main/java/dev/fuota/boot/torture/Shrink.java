package dev.fuota.boot.torture;

import dev.fuota.hal.sim.Tear;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes a failing run shorter while it breaks the same rule. */
final class Shrink {
  private static final int TRIALS_MAX = 200;

  private final Worker worker;
  private final Limits limits;
  private final Violation violation;
  private int trials;

  private Shrink(Worker worker, Limits limits, Violation violation) {
    this.worker = worker;
    this.limits = limits;
    this.violation = violation;
  }

  static List<Cut> of(List<Cut> cuts, Violation violation, Worker worker, Limits limits) {
    return new Shrink(worker, limits, violation).shrink(cuts);
  }

  private List<Cut> shrink(List<Cut> cuts) {
    List<Cut> best = cuts;
    boolean better = true;
    while (better && trials < TRIALS_MAX) {
      better = false;
      for (List<Cut> candidate : simpler(best)) {
        if (fails(candidate)) {
          best = candidate;
          better = true;
          break;
        }
      }
    }
    return best;
  }

  /** Without a cut, then with a simpler tear, then with the first seed. */
  private static List<List<Cut>> simpler(List<Cut> cuts) {
    List<List<Cut>> simpler = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      List<Cut> without = new ArrayList<>(cuts);
      without.remove(i);
      simpler.add(without);
      if (i + 1 < cuts.size()) {
        Cut next = cuts.get(i + 1);
        List<Cut> joined = new ArrayList<>(without);
        int sum = cuts.get(i).operation() + next.operation();
        joined.set(i, new Cut(sum, next.tear(), next.seed(), next.defect()));
        simpler.add(joined);
      }
    }
    for (int i = 0; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      int place = i;
      Stream.of(
              new Cut(cut.operation(), Tear.NOTHING, 0),
              new Cut(cut.operation(), cut.tear(), 0),
              new Cut(cut.operation(), Tear.NOTHING, cut.seed(), cut.defect()))
          .filter(other -> !other.equals(cut))
          .filter(other -> !Cuts.isClean(cut.tear()) || cut.defect() != other.defect())
          .forEach(
              other -> {
                List<Cut> changed = new ArrayList<>(cuts);
                changed.set(place, other);
                simpler.add(changed);
              });
    }
    return simpler;
  }

  private boolean fails(List<Cut> cuts) {
    trials++;
    Ending ending = Course.fresh(worker, limits).run(cuts, operation -> {});
    return ending.violation().filter(violation::equals).isPresent();
  }
}
