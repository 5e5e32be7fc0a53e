package dev.fuota.boot.torture;

import java.util.ArrayList;
import java.util.List;

/** Every tear of one operation of the undisturbed run. */
final class Singles implements Task {
  private final Point point;
  private final Explorer explorer;
  private final SinglePlan some;
  private final List<First> firsts = new ArrayList<>();

  /**
   * A first cut, and how many operations its recovery takes.
   *
   * @param operations 0 if the run failed: what broke a rule is not broken further
   */
  record First(Cut cut, int operations) {}

  Singles(Point point, Explorer explorer, SinglePlan some) {
    this.point = point;
    this.some = some;
    this.explorer = explorer;
  }

  @Override
  public void run(Worker worker, Tally tally) {
    for (Cut cut :
        Cuts.every(point.number(), point.operation(), explorer.ecc(), explorer.seeds())) {
      if (!some.takes(cut)) {
        continue;
      }
      Course course = point.cut(cut, worker, explorer.limits());
      Ending ending = course.run();
      Figures.Kind kind = Cuts.isClean(cut.tear()) ? Figures.Kind.CLEAN : Figures.Kind.TORN;
      tally.add(kind, List.of(cut), ending, course);
      tally.single(cut.operation(), cut.tear(), ending.outcome());
      if (cut.seed() == 0) {
        firsts.add(new First(cut, ending.violation().isPresent() ? 0 : ending.operations()));
      }
    }
  }

  /** One for each way to tear, with the first seed; known after the run. */
  List<First> firsts() {
    return firsts;
  }

  Task pairs(PairPlan plan) {
    return (worker, tally) -> {
      for (First first : firsts) {
        if (first.operations() > 0) {
          pairs(first.cut(), plan, worker, tally);
        }
      }
    };
  }

  /** Every operation of one recovery, torn in turn. */
  private void pairs(Cut first, PairPlan plan, Worker worker, Tally tally) {
    Course recovery = point.cut(first, worker, explorer.limits());
    recovery.listen(
        operation -> {
          int number = recovery.operations() + 1;
          for (Cut second : Cuts.every(number, operation, explorer.ecc(), 1)) {
            if (plan.takes(first, second)) {
              Course course = recovery.copy();
              course.cut(operation, second);
              Ending ending = course.run();
              tally.add(PairPlan.kind(first, second), List.of(first, second), ending, course);
              tally.pair(first.operation(), number, ending.outcome());
            }
          }
        });
    recovery.run();
  }
}
