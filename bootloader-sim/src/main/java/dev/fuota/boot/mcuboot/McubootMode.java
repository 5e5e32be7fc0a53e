package dev.fuota.boot.mcuboot;

/** How a build of MCUboot brings an image into the slot that it runs from. */
public enum McubootMode {
  /** The secondary slot is copied over the primary one; no way back. */
  OVERWRITE_ONLY(3),
  /** The slots are exchanged, region by region, through a scratch area. */
  SWAP_SCRATCH(3),
  /** The primary image is moved up by one sector, then the slots are exchanged. */
  SWAP_MOVE(3),
  /** The new image lies one sector further up than the old one will. */
  SWAP_OFFSET(2),
  /** The newer of two images runs where it lies. */
  DIRECT_XIP(3),
  /** As {@link #DIRECT_XIP}; an image that does not confirm itself is erased at the next boot. */
  DIRECT_XIP_REVERT(3);

  private final int statesPerEntry;

  McubootMode(int statesPerEntry) {
    this.statesPerEntry = statesPerEntry;
  }

  /** How many status records the trailer holds for each sector. */
  public int statesPerEntry() {
    return statesPerEntry;
  }

  /** Whether both images are kept, so that an interrupted exchange must be resumed. */
  public boolean isSwap() {
    return this == SWAP_SCRATCH || this == SWAP_MOVE || this == SWAP_OFFSET;
  }

  boolean isDirectXip() {
    return this == DIRECT_XIP || this == DIRECT_XIP_REVERT;
  }
}
