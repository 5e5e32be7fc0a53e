package dev.fuota.boot;

import dev.fuota.boot.BootJournal.State;
import dev.fuota.boot.Decision.Phase;
import dev.fuota.boot.Plan.Kind;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.util.Optional;

/** The way of a waiting image to the slot where it runs. */
final class Installation {
  /** How many times a copy is begun whose pages read back right and whose digest is wrong. */
  private static final int ROUNDS = 3;

  /** How a part of the way ended. */
  enum End {
    /** The new image is in its slot; {@link Phase#INSTALLED} is in the journal. */
    INSTALLED,
    /** It cannot be done; the journal says why, and what is next. */
    FAILED
  }

  private final Slots slots;
  private final BootJournal journal;
  private final CopyPlans copies;
  private final Progress progress;

  Installation(Slots slots, BootJournal journal, CopyPlans copies) {
    this.slots = slots;
    this.journal = journal;
    this.copies = copies;
    this.progress = new Progress(journal, slots.layout().strategy() != Strategy.OVERWRITE_ONLY);
  }

  /** Begins: from here on the journal speaks of this image. */
  End install(Accepted waiting) {
    Plan plan = plan(waiting);
    if (plan.kind() == Kind.STAY) {
      journal.begin(plan, State.of(Phase.INSTALLED));
      return End.INSTALLED;
    }
    State first = new State(Phase.COPYING, 1, 0, 0);
    journal.begin(plan, first);
    return copy(plan, first);
  }

  private Plan plan(Accepted waiting) {
    Strategy strategy = slots.layout().strategy();
    Verdict running = slots.verify(slots.active());
    Optional<Accepted> old =
        running instanceof Accepted accepted && strategy.canRevert()
            ? Optional.of(accepted)
            : Optional.empty();
    boolean permanent = slots.waiting().trailer().isImageOk();
    return new Plan(
        kind(strategy, old.isPresent()),
        old.isPresent() && !permanent,
        strategy.runsFromBoth() ? slots.active().other() : BootSlot.PRIMARY,
        waiting.image().totalLength(),
        old.map(image -> image.image().totalLength()).orElse(0),
        0,
        waiting.digest(),
        waiting.digest(),
        old.map(Accepted::digest));
  }

  private static Kind kind(Strategy strategy, boolean hasOld) {
    if (strategy.runsFromBoth()) {
      return Kind.STAY;
    }
    return strategy.isSwap() && hasOld ? Kind.SWAP : Kind.COPY;
  }

  /** Goes on where the journal says. */
  End resume(Plan plan, State state) {
    if (!isComplete(plan)) {
      return copy(plan, state);
    }
    if (state.count() < copies.there(plan).steps() - 1) {
      return installed();
    }
    // The last step is done, perhaps only nearly: once more, if the journal still takes records.
    State doubtful = new State(state.phase(), state.round(), state.count(), 1);
    journal.enter(doubtful);
    return copy(plan, doubtful);
  }

  /**
   * Whether all is done although the journal names an earlier step: it could not take the later
   * ones. Then nothing is worn again, and nothing swapped back by accident.
   */
  private boolean isComplete(Plan plan) {
    boolean there = slots.holds(plan.slot(), plan.result());
    return plan.kind() == Kind.SWAP
        ? there && slots.holds(BootSlot.SECONDARY, plan.old().orElseThrow())
        : there;
  }

  private End copy(Plan plan, State state) {
    CopyPlan copy = copies.there(plan);
    slots.forget();
    int failed = progress.run(copy, state);
    if (!Progress.isDone(failed)) {
      return failed(plan, copy.step(failed).failure(), failed);
    }
    if (slots.holds(plan.slot(), plan.result())) {
      return installed();
    }
    if (plan.kind() == Kind.SWAP || state.round() >= ROUNDS) {
      return failed(
          plan, "the copy in the primary slot does not have the digest of the image", copy.steps());
    }
    State again = new State(Phase.COPYING, state.round() + 1, 0, 0);
    journal.enter(again);
    return copy(plan, again);
  }

  private End installed() {
    // Before the source goes: from here on nobody looks for it.
    journal.enter(Phase.INSTALLED);
    return End.INSTALLED;
  }

  private End failed(Plan plan, String reason, int step) {
    if (plan.kind() == Kind.SWAP) {
      journal.refused(reason);
      journal.enter(new State(Phase.RESTORING, 0, 0, step));
    } else {
      journal.failed(reason);
    }
    return End.FAILED;
  }

  /** Whether what {@link Phase#INSTALLED} says is still so. */
  boolean holds(Plan plan) {
    return slots.holds(plan.slot(), plan.result());
  }
}
