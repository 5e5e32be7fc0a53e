package dev.fuota.drivers.modem;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A part of a dialogue with a modem, which ends some time later. */
@FunctionalInterface
public interface Step {
  /** Begins it; {@code done} is called exactly once. */
  void perform(Consumer<Outcome> done);

  /** One after the other, up to the first that does not go well. */
  static Step all(List<Step> steps) {
    return done -> next(steps.iterator(), done);
  }

  /** One after the other, up to the first that does not go well. */
  static Step all(Step... steps) {
    return all(List.of(steps));
  }

  private static void next(Iterator<Step> rest, Consumer<Outcome> done) {
    if (!rest.hasNext()) {
      done.accept(Outcome.OK);
      return;
    }
    rest.next()
        .perform(
            outcome -> {
              if (outcome.isOk()) {
                next(rest, done);
              } else {
                done.accept(outcome);
              }
            });
  }
}
