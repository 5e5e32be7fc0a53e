package dev.fuota.boot;

import dev.fuota.boot.BootJournal.State;
import dev.fuota.boot.Decision.Phase;
import dev.fuota.boot.Plan.Kind;
import dev.fuota.hal.flash.Flash;
import dev.fuota.protocol.expand.ExpandFault;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;

/** The way of a waiting image to the slot where it runs. */
final class Installation {
  /** How many times a copy is begun whose pages read back right and whose digest is wrong. */
  private static final int ROUNDS = 3;

  /** How a part of the way ended. */
  enum End {
    /** The new image is in its slot; {@link Phase#INSTALLED} is in the journal. */
    INSTALLED,
    /** What waits is a whole image now; the journal is idle. */
    UNPACKED,
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

  /** The plan for what waits, or why it cannot be installed; nothing is written. */
  Prospect plan(Accepted waiting) {
    Unpacking unpacking = slots.unpacking(waiting, slots.waiting());
    if (!unpacking.isNeeded()) {
      return new Prospect(Optional.of(plan(kind(), waiting, waiting, 0)), Optional.empty());
    }
    return slots.prove(unpacking) instanceof Accepted result
        ? packed(unpacking, result)
        : new Prospect(Optional.empty(), slots.prove(unpacking).refused());
  }

  /**
   * What {@link #plan} found.
   *
   * @param refused present if {@code plan} is not
   */
  record Prospect(Optional<Plan> plan, Optional<Refused> refused) {}

  private Prospect packed(Unpacking unpacking, Accepted result) {
    int payload = unpacking.waiting().image().totalLength();
    int length = result.image().totalLength();
    boolean inPlace = kind() == Kind.COPY;
    boolean patch =
        inPlace
            && slots.layout().strategy() == Strategy.IN_PLACE
            && unpacking.inPlace().filter(sizes -> PatchCopy.fits(primary(), sizes)).isPresent();
    if (patch || (inPlace && !unpacking.isDelta())) {
      Kind kind = patch ? Kind.PATCH : Kind.COPY;
      return new Prospect(
          Optional.of(plan(kind, unpacking.waiting(), result, payload)), Optional.empty());
    }
    return new PayloadMove(slots.waiting().flash(), payload).leavesRoomFor(length)
        ? new Prospect(
            Optional.of(plan(Kind.UNPACK, unpacking.waiting(), result, payload)), Optional.empty())
        : new Prospect(
            Optional.empty(),
            Optional.of(
                new Refused(
                    Reason.TOO_LARGE,
                    "payload of "
                        + payload
                        + " and result of "
                        + length
                        + " octets do not fit the slot together")));
  }

  /** Begins: from here on the journal speaks of this image. */
  End install(Plan plan) {
    return switch (plan.kind()) {
      case STAY -> {
        journal.begin(plan, State.of(Phase.INSTALLED));
        yield End.INSTALLED;
      }
      case UNPACK -> {
        journal.begin(plan, State.of(Phase.UNPACKING));
        yield unpack(plan, State.of(Phase.UNPACKING));
      }
      case COPY, SWAP, PATCH -> {
        State first = new State(Phase.COPYING, 1, 0, 0);
        journal.begin(plan, first);
        yield copy(plan, first);
      }
    };
  }

  private Flash primary() {
    return slots.layout().partitions().primary();
  }

  private Plan plan(Kind kind, Accepted waiting, Accepted result, int payload) {
    Strategy strategy = slots.layout().strategy();
    Optional<Accepted> old = old();
    boolean permanent = slots.waiting().trailer().isImageOk();
    return new Plan(
        kind,
        old.isPresent() && !permanent,
        strategy.runsFromBoth() ? slots.active().other() : BootSlot.PRIMARY,
        result.image().totalLength(),
        old.map(image -> image.image().totalLength()).orElse(0),
        payload,
        waiting.digest(),
        result.digest(),
        old.map(Accepted::digest));
  }

  /** The running image, where it can come back. */
  private Optional<Accepted> old() {
    Verdict running = slots.verify(slots.active());
    return running instanceof Accepted accepted && slots.layout().strategy().canRevert()
        ? Optional.of(accepted)
        : Optional.empty();
  }

  private Kind kind() {
    Strategy strategy = slots.layout().strategy();
    if (strategy.runsFromBoth()) {
      return Kind.STAY;
    }
    return strategy.isSwap() && old().isPresent() ? Kind.SWAP : Kind.COPY;
  }

  /** Makes what waits into a whole image in its own slot; it stays marked. */
  End unpack(Plan plan, State state) {
    Flash slot = slots.waiting().flash();
    PayloadMove move = new PayloadMove(slot, plan.payload());
    slots.forget();
    // The payload destroys its source as it moves: each step counts, in every strategy.
    Progress each = new Progress(journal, true);
    int failed = each.run(move, state);
    if (!Progress.isDone(failed)) {
      return gone(move.step(failed).failure());
    }
    FlashSlot top = slots.at(Layout.from(slot, slot.geometry().sectorOf(move.target())));
    Verdict moved = slots.verifyAgain(top);
    if (!(moved instanceof Accepted accepted && accepted.digest().equals(plan.waiting()))) {
      return gone("what waits was damaged on its way: " + moved);
    }
    ImageSource image = slots.unpacking(accepted, top).open(plan.newLength());
    CopyPlan pages = new PageCopy(image, "slot of the update", slot, plan.newLength());
    SwapPlan.Steps expand =
        new SwapPlan.Steps(move.steps() + pages.steps(), index -> pages.step(index - move.steps()));
    State next = new State(state.phase(), 0, Math.max(state.count(), move.steps()), state.failed());
    failed = each.run(expand, next);
    if (!Progress.isDone(failed)) {
      return gone(expand.step(failed).failure());
    }
    journal.idle();
    return End.UNPACKED;
  }

  /** What waits cannot be used any more; the running image is as it was. */
  private End gone(String reason) {
    journal.refused(reason);
    slots.waiting().trailer().erase();
    journal.idle();
    return End.FAILED;
  }

  /** Goes on where the journal says. */
  End resume(Plan plan, State state) {
    if (state.phase() == Phase.UNPACKING) {
      return unpack(plan, state);
    }
    CopyPlan there = copies.there(plan);
    if (!isComplete(plan) || !there.isLastDone()) {
      return copy(plan, state);
    }
    if (!there.isNearlyDone(state.count())) {
      return installed();
    }
    // The last step is done, perhaps only nearly: once more, if the journal still takes records.
    State doubtful = new State(state.phase(), state.round(), state.count(), 1);
    journal.enter(doubtful);
    return copy(plan, doubtful);
  }

  /**
   * Whether all is done although the journal names an earlier step: it could not take the later
   * ones. Then nothing is worn again, and nothing swapped back by accident. A digest alone does not
   * say so: it does not cover the end of an image with a content key.
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
    int failed;
    try {
      failed = progress.run(copy, state);
    } catch (ExpandFault bad) {
      // What was proven does not come out again: the base of a patch has changed meanwhile.
      return failed(plan, bad.refused().toString(), 0);
    }
    if (!Progress.isDone(failed)) {
      return failed(plan, copy.step(failed).failure(), failed);
    }
    if (slots.holds(plan.slot(), plan.result())) {
      return installed();
    }
    if (plan.kind() != Kind.COPY || state.round() >= ROUNDS) {
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
