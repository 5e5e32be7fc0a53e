package dev.fuota.emulators.smp;

import dev.fuota.boot.mcuboot.McubootMode;
import dev.fuota.boot.mcuboot.SlotCheck;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.ImageVersion;
import java.util.function.Predicate;

/**
 * How a target's software was built.
 *
 * @param mode how the bootloader brings an image into its slot: {@link McubootMode#SWAP_MOVE},
 *     {@link McubootMode#SWAP_SCRATCH} or {@link McubootMode#OVERWRITE_ONLY}
 * @param slotSectors sectors of a slot
 * @param check what the bootloader demands of an image
 * @param starts which images start and speak; the watchdog resets what does not
 * @param recovery what serial recovery was built with
 * @param echo whether the console sends back what it hears, as an interactive shell does
 */
public record TargetBuild(
    McubootMode mode,
    int slotSectors,
    SlotCheck check,
    Predicate<ImageVersion> starts,
    Recovery recovery,
    boolean echo) {

  /**
   * Options of serial recovery.
   *
   * @param hashes whether it lists the hashes of images
   * @param states whether it tells and sets what is to be booted
   * @param parameters whether it says how large its buffer is
   * @param buffer octets of a frame that it can hold
   */
  public record Recovery(boolean hashes, boolean states, boolean parameters, int buffer) {
    /** The least that there is: upload, list without hashes, reset, echo. */
    public static final Recovery BARE = new Recovery(false, false, false, 512);

    public static final Recovery FULL = new Recovery(true, true, true, 1024);
  }

  /** Swap using move, images whose hash is right, and all that serial recovery offers. */
  public static TargetBuild usual(int slotSectors) {
    return new TargetBuild(
        McubootMode.SWAP_MOVE,
        slotSectors,
        ImageVerifier::integrity,
        version -> true,
        Recovery.FULL,
        false);
  }

  public TargetBuild withMode(McubootMode other) {
    return new TargetBuild(other, slotSectors, check, starts, recovery, echo);
  }

  public TargetBuild withCheck(SlotCheck other) {
    return new TargetBuild(mode, slotSectors, other, starts, recovery, echo);
  }

  public TargetBuild withStarts(Predicate<ImageVersion> other) {
    return new TargetBuild(mode, slotSectors, check, other, recovery, echo);
  }

  public TargetBuild withRecovery(Recovery other) {
    return new TargetBuild(mode, slotSectors, check, starts, other, echo);
  }

  public TargetBuild withEcho() {
    return new TargetBuild(mode, slotSectors, check, starts, recovery, true);
  }
}
