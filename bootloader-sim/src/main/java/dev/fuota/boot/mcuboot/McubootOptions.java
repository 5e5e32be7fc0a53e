package dev.fuota.boot.mcuboot;

/**
 * What is chosen when MCUboot is built.
 *
 * @param maxSectors for how many sectors of a slot the trailer has status records; slots with more
 *     do not work
 * @param maxAlign the alignment of the trailer's fields: 8, 16 or 32, at least the largest granule
 * @param eraseWholeSlot overwrite-only: erase and copy the whole slot, not only what the image
 *     needs
 * @param validatePrimary whether the image that is to run is verified at every boot; direct-XIP
 *     always does
 */
public record McubootOptions(
    McubootMode mode,
    int maxSectors,
    int maxAlign,
    boolean eraseWholeSlot,
    boolean validatePrimary) {
  /** What the C library assumes. */
  public static final int MAX_SECTORS = 128;

  private static final int MAX_ALIGN = 8;

  /** Sectors are counted in this many bits at most: more is no microcontroller's slot. */
  private static final int MAX_SECTORS_LIMIT = 1 << 16;

  public McubootOptions {
    if (maxSectors < 1 || maxSectors > MAX_SECTORS_LIMIT) {
      throw new IllegalArgumentException("at most " + maxSectors + " sectors");
    }
    if (maxAlign != 8 && maxAlign != 16 && maxAlign != 32) {
      throw new IllegalArgumentException("alignment " + maxAlign);
    }
  }

  /** 128 sectors, alignment 8, whole slots, and the primary slot verified at every boot. */
  public static McubootOptions of(McubootMode mode) {
    return new McubootOptions(mode, MAX_SECTORS, MAX_ALIGN, true, true);
  }

  public McubootOptions withMaxSectors(int sectors) {
    return new McubootOptions(mode, sectors, maxAlign, eraseWholeSlot, validatePrimary);
  }

  public McubootOptions withMaxAlign(int align) {
    return new McubootOptions(mode, maxSectors, align, eraseWholeSlot, validatePrimary);
  }

  /** Overwrite-only: erase and copy what the image needs, and the trailer (the "fast" variant). */
  public McubootOptions withFastOverwrite() {
    return new McubootOptions(mode, maxSectors, maxAlign, false, validatePrimary);
  }

  public McubootOptions withoutPrimaryValidation() {
    return new McubootOptions(mode, maxSectors, maxAlign, eraseWholeSlot, false);
  }
}
