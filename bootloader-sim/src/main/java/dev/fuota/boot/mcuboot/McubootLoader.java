package dev.fuota.boot.mcuboot;

import dev.fuota.hal.flash.FlashFault;

/**
 * A bootloader that does to the octet what a build of MCUboot does: decisions, flash operations,
 * their order and sizes, and what goes wrong. For one that does better see the default modes of
 * {@code dev.fuota.boot.Bootloader}.
 *
 * <p>A slot with encrypted images is not served: an encrypted image is refused, as by a build
 * without encryption.
 */
public final class McubootLoader {
  private final McubootSlots slots;
  private final McubootOptions options;
  private final SlotCheck check;

  /**
   * A bootloader without a memory of its own: all state is in the flash.
   *
   * @throws IllegalArgumentException if the mode needs a scratch area and there is none, or a
   *     granule is larger than the trailer's alignment
   */
  public McubootLoader(McubootSlots slots, McubootOptions options, SlotCheck check) {
    if (options.mode() == McubootMode.SWAP_SCRATCH && slots.scratch().isEmpty()) {
      throw new IllegalArgumentException("swap using scratch needs a scratch area");
    }
    int granule =
        Math.max(
            slots.primary().geometry().programSize(), slots.secondary().geometry().programSize());
    if (granule > options.maxAlign()) {
      throw new IllegalArgumentException(
          "granules of " + granule + " octets, an alignment of " + options.maxAlign());
    }
    this.slots = slots;
    this.options = options;
    this.check = check;
  }

  /**
   * One boot, from reset to the decision what to start.
   *
   * @throws dev.fuota.hal.sim.PowerLoss if the flash's supply fails meanwhile
   */
  public McubootResult boot() {
    Device device = new Device(slots, options);
    Outcome outcome = new Outcome(device);
    try {
      return run(device, outcome);
    } catch (Panic panic) {
      return outcome.panicked(panic.reason());
    } catch (FlashFault fault) {
      // Parts with ECC answer such a read with an interrupt that the library has no handler for.
      return outcome.panicked("flash fault: " + fault.getMessage());
    }
  }

  /** What the next boot is to do with the images, by the trailers alone: as applications ask it. */
  public SwapType swapType() {
    return new Device(slots, options).swapType();
  }

  private McubootResult run(Device device, Outcome outcome) {
    ImageValidation validation = new ImageValidation(device, check);
    if (options.mode().isDirectXip()) {
      return new DirectXipBoot(device, validation, outcome).run();
    }
    if (hasTooManySectors(device)) {
      return outcome.failed("a slot has more than " + options.maxSectors() + " sectors");
    }
    return switch (options.mode()) {
      case SWAP_SCRATCH -> swap(device, new ScratchSwap(device), validation, outcome);
      case SWAP_MOVE -> swap(device, new MoveSwap(device), validation, outcome);
      case SWAP_OFFSET -> swap(device, new OffsetSwap(device), validation, outcome);
      case OVERWRITE_ONLY, DIRECT_XIP, DIRECT_XIP_REVERT ->
          new OverwriteBoot(device, validation, outcome).run();
    };
  }

  private static McubootResult swap(
      Device device, Swap swap, ImageValidation validation, Outcome outcome) {
    return new SwapBoot(device, swap, validation, outcome).run();
  }

  /**
   * Then the library does not even read the headers; too many in the secondary slot only refuse.
   */
  private boolean hasTooManySectors(Device device) {
    return device.primary().sectors() > options.maxSectors()
        || (options.mode() == McubootMode.SWAP_SCRATCH
            && device.scratch().sectors() > options.maxSectors());
  }
}
