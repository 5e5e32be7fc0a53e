package dev.fuota.boot;

import dev.fuota.boot.BootJournal.State;
import dev.fuota.hal.flash.FlashFault;
import java.util.function.Predicate;

/** Does the steps of a plan, each followed by its number in the journal. */
final class Progress {
  private static final int DONE = -1;

  private final BootJournal journal;
  private final boolean eachStep;

  /**
   * Progress of one boot.
   *
   * @param eachStep whether the journal names each step, or a cut copy begins anew
   */
  Progress(BootJournal journal, boolean eachStep) {
    this.journal = journal;
    this.eachStep = eachStep;
  }

  /** Goes on at the step that {@code state} names; the first step that failed, or -1. */
  int run(CopyPlan plan, State state) {
    return run(plan, state, Step::perform);
  }

  /** As {@link #run(CopyPlan, State)}, content with what a part leaves that refuses to work. */
  int runIfNeeded(CopyPlan plan, State state) {
    return run(plan, state, step -> step.perform() || step.isDone());
  }

  private int run(CopyPlan plan, State state, Predicate<Step> doing) {
    for (int index = state.count(); index < plan.steps(); index++) {
      Step step = plan.step(index);
      if (!doing.test(step)) {
        return index;
      }
      if (eachStep && step.length() > 0) {
        record(new State(state.phase(), state.round(), index + 1, state.failed()));
      }
    }
    return DONE;
  }

  static boolean isDone(int failed) {
    return failed == DONE;
  }

  private void record(State state) {
    try {
      journal.enter(state);
    } catch (FlashFault worn) {
      // The record before still holds: at worst the steps since are done once more, or found to be
      // all done. To give up here would leave half an image because of a journal that nobody needs
      // when all goes well.
    }
  }
}
