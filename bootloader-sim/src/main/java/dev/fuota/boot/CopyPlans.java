package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict.Accepted;

/** The copies that belong to a plan of the journal. */
final class CopyPlans {
  private final Slots slots;

  CopyPlans(Slots slots) {
    this.slots = slots;
  }

  /** How the new image comes to its slot. */
  CopyPlan there(Plan plan) {
    return switch (plan.kind()) {
      case SWAP -> swap(plan);
      case PATCH -> patch(plan);
      case COPY, STAY, UNPACK -> copy(plan);
    };
  }

  private CopyPlan copy(Plan plan) {
    ImageSource source = slots.waiting().source();
    return pages(plan.payload() == 0 ? source : unpacking(plan).open(plan.newLength()), plan);
  }

  private CopyPlan pages(ImageSource from, Plan plan) {
    return new PageCopy(from, SwapPlan.PRIMARY, primary(), plan.newLength());
  }

  private CopyPlan patch(Plan plan) {
    Unpacking unpacking = unpacking(plan);
    return new PatchCopy(primary(), unpacking.inPlace().orElseThrow(), unpacking);
  }

  /** What waits; the plan was begun, or is gone on with, only because it is good. */
  private Unpacking unpacking(Plan plan) {
    if (slots.verifyAgain() instanceof Accepted accepted
        && accepted.digest().equals(plan.waiting())) {
      return slots.unpacking(accepted, slots.waiting());
    }
    throw new FlashFault("what waits reads differently each time", 0);
  }

  /** How the image before comes back after a trial. */
  CopyPlan back(Plan plan) {
    return swap(plan) instanceof OffsetSwap offset
        ? offset.back()
        : swap(plan, plan.newLength(), plan.oldLength());
  }

  /** How the image before comes back after the step {@code failed} of {@link #there}. */
  CopyPlan restore(Plan plan, int failed) {
    return swap(plan).restore(failed);
  }

  private SwapPlan swap(Plan plan) {
    return swap(plan, plan.oldLength(), plan.newLength());
  }

  private SwapPlan swap(Plan plan, int leaving, int coming) {
    Flash secondary = slots.layout().partitions().secondary();
    return switch (slots.layout().strategy()) {
      case SWAP_SCRATCH ->
          new ScratchSwap(
              primary(),
              secondary,
              slots.layout().partitions().scratch().orElseThrow(),
              leaving,
              coming);
      case SWAP_MOVE -> new MoveSwap(primary(), secondary, leaving, coming);
      case SWAP_OFFSET -> new OffsetSwap(primary(), secondary, leaving, coming);
      default -> throw new IllegalStateException(plan.kind() + " without a swap");
    };
  }

  private Flash primary() {
    return slots.layout().partitions().primary();
  }
}
