package dev.fuota.emulators.smp;

import dev.fuota.boot.mcuboot.SwapType;

/** What a list says of a slot. */
record SlotFlags(boolean active, boolean confirmed, boolean pending, boolean permanent) {

  /** As serial recovery derives it: nothing is active while something is pending. */
  static SlotFlags recovery(int slot, SwapType swap) {
    boolean primary = slot == 0;
    return switch (swap) {
      case TEST -> new SlotFlags(false, primary, !primary, false);
      case PERM -> new SlotFlags(false, primary, !primary, !primary);
      case REVERT -> new SlotFlags(primary, !primary, false, false);
      case NONE, FAIL, IMPOSSIBLE -> new SlotFlags(primary, primary, false, false);
    };
  }

  /** As Zephyr's image group derives it: what runs is active. */
  static SlotFlags application(int slot, SwapType swap) {
    SlotFlags flags = recovery(slot, swap);
    return new SlotFlags(slot == 0, flags.confirmed(), flags.pending(), flags.permanent());
  }

  /** Whether the slot must not be written: it is wanted for the next boot, or to go back to. */
  static boolean isSecondaryInUse(SwapType swap) {
    return swap.isUpgrade();
  }
}
