package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;

/**
 * What an application writes into the trailer of a slot. For our own modes each mark begins with an
 * erase of the trailer's sector, so it may be made again at any time after a cut; for MCUboot's,
 * whose state lies in the same sector, a field that is set or torn is never programmed again.
 */
public final class ApplicationMarks {
  private final Flash slot;
  private final SlotTrailer trailer;
  private final boolean mcuboot;

  /** Marks of our own modes in {@code slot}. */
  public ApplicationMarks(Flash slot) {
    this(slot, false);
  }

  /**
   * Marks in {@code slot}.
   *
   * @param mcuboot as the C library's application side writes them: a mark that is there stays as
   *     it is, and remains of a torn one cost the whole slot, which is erased
   */
  public ApplicationMarks(Flash slot, boolean mcuboot) {
    this.slot = slot;
    this.trailer = new SlotTrailer(slot);
    this.mcuboot = mcuboot;
  }

  /**
   * The image in this slot is to be installed, on trial.
   *
   * @throws FlashFault if the part fails; then nothing is marked, or all
   */
  public void markTest() {
    if (begin()) {
      trailer.writeMagic();
      trailer.writeSwapInfo(SlotTrailer.SWAP_TEST);
    }
  }

  /** The image in this slot is to be installed for good. */
  public void markPermanent() {
    if (!begin()) {
      return;
    }
    if (mcuboot) {
      trailer.writeMagic();
      trailer.writeImageOk();
    } else {
      // The magic last: what is cut is not marked at all, rather than marked for a trial.
      trailer.writeImageOk();
      trailer.writeMagic();
    }
    trailer.writeSwapInfo(SlotTrailer.SWAP_PERMANENT);
  }

  /** Whether a mark may be written; MCUboot's application side looks at the magic alone. */
  private boolean begin() {
    if (!mcuboot) {
      trailer.erase();
      return true;
    }
    if (trailer.isMagicBlank()) {
      return true;
    }
    if (!trailer.hasMagic()) {
      for (int sector = 0; sector < slot.geometry().sectorCount(); sector++) {
        slot.erase(sector);
      }
    }
    return false;
  }

  /** Nothing in this slot is to be installed. */
  public void unmark() {
    trailer.erase();
  }

  /** The image that runs from this slot is good. Once more changes nothing. */
  public void confirm() {
    if (mcuboot ? !trailer.hasMagic() || !trailer.isImageOkBlank() : trailer.isImageOk()) {
      return;
    }
    if (!mcuboot) {
      trailer.erase();
    }
    trailer.writeImageOk();
  }

  public boolean isMarked() {
    return trailer.hasMagic();
  }

  public boolean isConfirmed() {
    return trailer.isImageOk();
  }
}
