package dev.fuota.boot;

import dev.fuota.boot.BootJournal.State;
import dev.fuota.boot.Decision.Phase;
import dev.fuota.boot.Plan.Kind;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.util.Optional;

/** The way back to the image before, which is only the one that the plan recorded. */
final class Fallback {
  private final Slots slots;
  private final BootJournal journal;
  private final CopyPlans copies;
  private final Progress progress;

  Fallback(Slots slots, BootJournal journal, CopyPlans copies) {
    this.slots = slots;
    this.journal = journal;
    this.copies = copies;
    this.progress = new Progress(journal, true);
  }

  /** Whether the image before is where it was put, whole. */
  boolean isThere(Plan plan) {
    BootSlot place = plan.kind() == Kind.STAY ? plan.slot().other() : BootSlot.SECONDARY;
    return plan.old().filter(digest -> slots.holds(place, digest)).isPresent();
  }

  /** The trial is over: back to the image before, which {@link #isThere}. */
  void revert(Plan plan, String reason) {
    journal.refused(reason);
    if (plan.kind() == Kind.STAY) {
      slots.slot(plan.slot()).trailer().erase();
      journal.idle();
      return;
    }
    State first = State.of(Phase.REVERTING);
    journal.enter(first);
    copyBack(plan, first);
  }

  /** Goes on with a way back that was cut. */
  void resume(Plan plan, State state) {
    Bytes old = plan.old().orElseThrow();
    CopyPlan back = copies.back(plan);
    // As in Installation: all may be done although the journal could not take it.
    boolean complete = slots.holds(BootSlot.PRIMARY, old) && holdsNew(plan) && back.isLastDone();
    if (complete && !back.isNearlyDone(state.count())) {
      end();
    } else {
      copyBack(plan, state);
    }
  }

  private boolean holdsNew(Plan plan) {
    return slots.waiting().verify(slots.updatePolicy(Optional.empty())) instanceof Accepted accepted
        && accepted.digest().equals(plan.result());
  }

  private void copyBack(Plan plan, State state) {
    CopyPlan back = copies.back(plan);
    slots.forget();
    int failed = progress.run(back, state);
    if (!Progress.isDone(failed)) {
      journal.failed(back.step(failed).failure());
    } else if (slots.holds(BootSlot.PRIMARY, plan.old().orElseThrow())) {
      end();
    } else {
      journal.failed("the image before did not come back whole");
    }
  }

  /** Begins or goes on to bring back what a failed installation has overwritten. */
  void restore(Plan plan, State state) {
    slots.forget();
    // A sector that could not even be erased still holds what has to come back.
    progress.runIfNeeded(copies.restore(plan, state.failed()), state);
    // What lies in the secondary slot is of both images now: nobody has asked for that.
    slots.slot(BootSlot.SECONDARY).trailer().erase();
    journal.enter(Phase.FAILED);
  }

  private void end() {
    // What was on trial lies in the secondary slot now: whatever is marked there, it is not asked.
    slots.slot(BootSlot.SECONDARY).trailer().erase();
    journal.idle();
  }
}
