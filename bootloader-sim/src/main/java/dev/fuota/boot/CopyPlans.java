package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;

/** The copies that belong to a plan of the journal. */
final class CopyPlans {
  private final Slots slots;

  CopyPlans(Slots slots) {
    this.slots = slots;
  }

  /** How the new image comes to its slot. */
  CopyPlan there(Plan plan) {
    return plan.kind() == Plan.Kind.SWAP
        ? swap(plan)
        : new PageCopy(slots.waiting().source(), SwapPlan.PRIMARY, primary(), plan.newLength());
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
