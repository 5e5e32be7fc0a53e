package dev.fuota.boot.torture;

import dev.fuota.hal.sim.FlashOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One run, step by step.
 *
 * @param steps a line each
 * @param violation empty if all rules were kept
 * @param detail one line, empty if nothing is to be said
 */
public record Replay(
    List<String> steps, Outcome outcome, Optional<Violation> violation, String detail) {
  public Replay {
    steps = List.copyOf(steps);
  }

  static Replay of(Stage stage, List<Cut> cuts, Subject.Factory factory) {
    Worker quiet = Worker.of(stage, factory);
    Course clean = Course.fresh(quiet, Limits.none(stage));
    Ending undisturbed = clean.run();
    Limits limits =
        undisturbed.violation().isEmpty() ? Limits.of(stage, clean) : Limits.none(stage);
    Tracer tracer = new Tracer(stage, cuts);
    Course course = Course.fresh(new Worker(stage, quiet.subject(), quiet.judge()), limits);
    tracer.follow(course);
    Ending ending = course.run(cuts, tracer::operation);
    tracer.end(ending);
    return new Replay(tracer.steps, ending.outcome(), ending.violation(), ending.detail());
  }

  /** Writes down what happens. */
  private static final class Tracer {
    private final Stage stage;
    private final Chain chain;
    private final List<String> steps = new ArrayList<>();

    Tracer(Stage stage, List<Cut> cuts) {
      this.stage = stage;
      this.chain = new Chain(cuts);
    }

    void follow(Course course) {
      course.tell(steps::add);
      this.course = Optional.of(course);
    }

    private Optional<Course> course = Optional.empty();

    void operation(FlashOperation operation) {
      int number = course.orElseThrow().operations() + 1;
      String cut =
          chain.before(number).map(now -> "  <- power fails: " + now.tear() + seed(now)).orElse("");
      if (!cut.isEmpty()) {
        chain.next();
      }
      steps.add(
          String.format(
              Locale.ROOT,
              "%5d  %-7s %-9s 0x%05x+%d%s",
              number,
              operation.kind().name().toLowerCase(Locale.ROOT),
              stage.layout().nameAt(operation.offset()),
              operation.offset(),
              operation.length(),
              cut));
    }

    private static String seed(Cut cut) {
      return cut.seed() == 0 ? "" : ", seed " + cut.seed();
    }

    void end(Ending ending) {
      steps.add(
          "end: "
              + ending.violation().map(Violation::words).orElse(ending.outcome().words())
              + (ending.detail().isEmpty() ? "" : " (" + ending.detail() + ")"));
    }
  }
}
