package dev.fuota.boot;

import dev.fuota.boot.BootJournal.State;
import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootResult.Stuck;
import dev.fuota.boot.Decision.Phase;
import dev.fuota.boot.Decision.Trial;
import dev.fuota.boot.Decision.Waiting;
import dev.fuota.boot.Installation.End;
import dev.fuota.boot.Plan.Kind;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;

/** One boot of {@link Bootloader} in our own modes. */
final class Boot {
  private static final Refused NOTHING_WAITS =
      new Refused(Reason.MALFORMED, "no image is marked ready");

  private final BootConfig config;
  private final BootJournal journal;
  private final Slots slots;
  private final Installation installation;
  private final Fallback fallback;

  Boot(Layout layout, BootConfig config, BootJournal journal) {
    this.config = config;
    this.journal = journal;
    this.slots = new Slots(layout, config, journal);
    CopyPlans copies = new CopyPlans(slots);
    this.installation = new Installation(slots, journal, copies);
    this.fallback = new Fallback(slots, journal, copies);
  }

  BootResult run() {
    State state = journal.state();
    boolean marked = state.phase() == Phase.IDLE && slots.waiting().trailer().hasMagic();
    Verdict verdict = check(state.phase(), marked);
    Waiting waiting = classify(state.phase(), verdict);
    return switch (Decision.of(state.phase(), waiting, trial(state))) {
      case FINISH -> finish(plan());
      case CONTINUE -> go(installation.resume(plan(), state));
      case INSTALL -> install((Accepted) verdict);
      case REFUSE -> refuse((Refused) verdict);
      case START -> start();
      case CONFIRM -> confirm(plan());
      case TRY -> tryAgain(plan(), state);
      case REVERT -> revert(plan(), state);
      case RESTORE -> restore(plan(), state);
    };
  }

  private Plan plan() {
    return journal.plan().orElseThrow();
  }

  private Verdict check(Phase phase, boolean marked) {
    return switch (phase) {
      case IDLE -> marked ? slots.verifyUpdate() : NOTHING_WAITS;
      case FAILED -> slots.verifyUpdate();
      case COPYING -> plan().kind() == Kind.SWAP ? NOTHING_WAITS : slots.verifyAgain();
      default -> NOTHING_WAITS;
    };
  }

  private Waiting classify(Phase phase, Verdict verdict) {
    // The two images of a swap in work are spread over the slots; each step reads back its sector,
    // and the whole is checked at the end.
    boolean unpacking = phase == Phase.UNPACKING;
    if (unpacking || (phase == Phase.COPYING && plan().kind() == Kind.SWAP)) {
      return Waiting.RECORDED;
    }
    boolean installing = phase == Phase.COPYING || phase == Phase.FAILED;
    if (installing && verdict instanceof Accepted accepted && isRecorded(accepted)) {
      return Waiting.RECORDED;
    }
    if (verdict == NOTHING_WAITS || !slots.waiting().trailer().hasMagic()) {
      return Waiting.NOTHING;
    }
    return verdict.isAccepted() ? Waiting.NEW : Waiting.BAD;
  }

  private boolean isRecorded(Accepted accepted) {
    return accepted.digest().equals(plan().waiting());
  }

  private Trial trial(State state) {
    if (state.phase() != Phase.TRIAL) {
      return Trial.OPEN;
    }
    if (slots.slot(plan().slot()).trailer().isImageOk()) {
      return Trial.CONFIRMED;
    }
    return state.count() < config.trialBoots() ? Trial.OPEN : Trial.OVER;
  }

  private BootResult install(Accepted waiting) {
    Installation.Prospect prospect = installation.plan(waiting);
    return refusal(waiting)
        .or(prospect::refused)
        .map(this::refuse)
        .orElseGet(() -> go(installation.install(prospect.plan().orElseThrow())));
  }

  /** What speaks against an image that may be installed in another mode. */
  private Optional<Refused> refusal(Accepted waiting) {
    boolean older =
        config.strategy() == Strategy.DIRECT_XIP
            && slots
                .version(slots.active())
                .filter(version -> waiting.image().version().compareTo(version) <= 0)
                .isPresent();
    return older
        ? Optional.of(
            new Refused(
                Reason.NEEDS_OTHER_VERSION,
                "the slot with the highest version runs: " + waiting.image().version() + " is not"))
        : Optional.empty();
  }

  private BootResult go(End end) {
    if (end == End.UNPACKED) {
      slots.forget();
      return run();
    }
    if (end == End.INSTALLED) {
      return finish(plan());
    }
    State state = journal.state();
    return state.phase() == Phase.RESTORING ? restore(plan(), state) : start();
  }

  private BootResult finish(Plan plan) {
    if (!installation.holds(plan)) {
      return changedSince(plan);
    }
    Accepted running = (Accepted) slots.verify(plan.slot());
    if (plan.trial()) {
      // A mark for this image must not stay, nor a confirmation of the one before.
      slots.waiting().trailer().erase();
      slots.slot(plan.slot()).trailer().erase();
      journal.enter(new State(Phase.TRIAL, 0, 1, 0));
      return started(running, plan.slot(), true, true);
    }
    accept(plan, running);
    Flash waiting = slots.waiting().flash();
    if ((plan.kind() == Kind.COPY || plan.kind() == Kind.PATCH) && slots.waiting().hasHeader()) {
      waiting.erase(0);
    }
    SlotTrailer mark =
        (plan.kind() == Kind.STAY ? slots.slot(plan.slot()) : slots.waiting()).trailer();
    mark.erase();
    journal.idle();
    return started(running, plan.slot(), true, false);
  }

  /** What was proven has changed since. */
  private BootResult changedSince(Plan plan) {
    if (plan.kind() == Kind.COPY) {
      // The source may still be whole.
      journal.enter(new State(Phase.COPYING, 1, 0, 0));
      return run();
    }
    if (plan.kind() == Kind.PATCH) {
      journal.failed("the patched image has changed before it ran");
      return start();
    }
    return revert(plan, State.of(Phase.INSTALLED));
  }

  private BootResult confirm(Plan plan) {
    if (slots.verify(plan.slot()) instanceof Accepted running) {
      accept(plan, running);
      journal.idle();
      return run();
    }
    return revert(plan, journal.state());
  }

  /** From here on this image is the one that runs. */
  private void accept(Plan plan, Accepted running) {
    if (plan.kind() == Kind.STAY) {
      journal.activate(plan.slot());
    }
    raiseSecurityCounter(running);
  }

  private BootResult tryAgain(Plan plan, State state) {
    if (!installation.holds(plan)) {
      return revert(plan, state);
    }
    journal.enter(new State(Phase.TRIAL, 0, state.count() + 1, 0));
    return started((Accepted) slots.verify(plan.slot()), plan.slot(), false, true);
  }

  private BootResult revert(Plan plan, State state) {
    if (state.phase() == Phase.REVERTING) {
      fallback.resume(plan, state);
      return start();
    }
    boolean whole = installation.holds(plan);
    if (fallback.isThere(plan)) {
      fallback.revert(
          plan,
          whole
              ? "REVERTED: the new image did not confirm itself in " + state.count() + " starts"
              : "REVERTED: the new image was damaged on trial");
      return start();
    }
    // Whatever lies where the image before was: it is not that one. If it is marked, it was asked
    // for, and is an update like any other, now that the trial is over.
    journal.refused(
        whole
            ? "NO_FALLBACK: the new image did not confirm itself, the one before is gone"
            : "NO_FALLBACK: the new image was damaged on trial, the one before is gone");
    if (plan.kind() == Kind.STAY) {
      journal.activate(plan.slot());
    }
    journal.idle();
    return whole ? start() : run();
  }

  private BootResult restore(Plan plan, State state) {
    fallback.restore(plan, state);
    return start();
  }

  private BootResult refuse(Refused refused) {
    // The reason first: the mark may be gone when the power is.
    journal.refused(refused.toString());
    slots.waiting().trailer().erase();
    return start();
  }

  private BootResult start() {
    BootSlot slot = slots.active();
    Verdict verdict = slots.verify(slot);
    if (!(verdict instanceof Accepted running)) {
      return startBefore(slot)
          .map(BootResult.class::cast)
          .orElseGet(() -> new Stuck(verdict.toString(), journal.refused()));
    }
    if (journal.state().phase() == Phase.COPYING) {
      // Somebody put a whole image here by other means: the journal speaks of a copy that is over.
      journal.idle();
    }
    if (config.strategy() == Strategy.DIRECT_XIP) {
      // Once and for all: from here on a higher version in the other slot runs only if it is asked.
      journal.activate(slot);
    }
    raiseSecurityCounter(running);
    return started(running, slot, false, false);
  }

  /** Where code runs from both slots: the recorded image before, if the slot that runs is bad. */
  private Optional<Started> startBefore(BootSlot bad) {
    if (!config.strategy().runsFromBoth()) {
      return Optional.empty();
    }
    return journal
        .plan()
        .flatMap(Plan::old)
        .filter(digest -> slots.holds(bad.other(), digest))
        .map(digest -> (Accepted) slots.verify(bad.other()))
        .map(before -> started(before, bad.other(), false, false));
  }

  BootResult startWithoutWriting(FlashFault fault) {
    slots.forget();
    Optional<String> reason = Optional.of(fault.toString());
    BootSlot slot = slots.active();
    Verdict verdict = slots.verify(slot);
    boolean trial = journal.state().phase() == Phase.TRIAL && plan().slot() == slot;
    return verdict instanceof Accepted running
        ? new Started(running.image().version(), running.digest(), slot, false, trial, reason)
        : startBefore(slot)
            .map(BootResult.class::cast)
            .orElseGet(() -> new Stuck(verdict.toString(), reason));
  }

  private Started started(Accepted running, BootSlot slot, boolean installed, boolean trial) {
    return new Started(
        running.image().version(), running.digest(), slot, installed, trial, journal.refused());
  }

  private void raiseSecurityCounter(Accepted running) {
    running.image().securityCounter().ifPresent(journal::raiseSecurityCounter);
  }
}
