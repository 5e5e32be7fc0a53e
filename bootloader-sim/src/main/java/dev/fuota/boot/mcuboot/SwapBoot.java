package dev.fuota.boot.mcuboot;

import dev.fuota.boot.mcuboot.StatusSourceTable.Source;
import dev.fuota.protocol.image.Verdict;

/** One boot in a mode that exchanges the slots. */
final class SwapBoot {
  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final Swap swap;
  private final ImageValidation validation;
  private final Outcome outcome;
  private final SwapStatus status;

  SwapBoot(Device device, Swap swap, ImageValidation validation, Outcome outcome) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.swap = swap;
    this.validation = validation;
    this.outcome = outcome;
    this.status = new SwapStatus(device.mode());
  }

  McubootResult run() {
    SwapType type = prepare();
    status.setType(type);
    switch (type) {
      case NONE -> {}
      case TEST, PERM, REVERT -> {
        exchange();
        conclude(type);
      }
      // Nothing is left that could be reverted to.
      case FAIL -> confirmIfUnset();
      case IMPOSSIBLE -> throw new Panic("swap_info holds a swap type that does not exist");
    }
    if (type != SwapType.NONE) {
      swap.readHeaders();
    }
    return new PrimaryStart(device, validation, outcome).run(swap.maxImageOctets());
  }

  /** Completes an interrupted exchange, or finds out what else is to be done. */
  private SwapType prepare() {
    swap.readHeaders();
    if (!swap.slotsCompatible()) {
      outcome.setRefused("the sectors of the slots do not fit each other");
      return SwapType.NONE;
    }
    readStatus();
    if (!swap.readHeaders(status)) {
      return SwapType.NONE;
    }
    if (!status.isReset()) {
      exchange();
      conclude(status.type());
      swap.readHeaders();
      return SwapType.NONE;
    }
    if (status.type() == SwapType.NONE) {
      SwapType type = device.swapType();
      return type.isUpgrade() && !secondaryVerifies(type) ? SwapType.NONE : type;
    }
    return secondaryVerifies(SwapType.NONE) ? status.type() : SwapType.FAIL;
  }

  private void readStatus() {
    SlotState state = device.trailer(primary).state();
    Magic scratchMagic =
        device.mode() == McubootMode.SWAP_SCRATCH
            ? device.trailer(device.scratch()).magic()
            : Magic.UNSET;
    Source source =
        StatusSourceTable.of(
            device.mode(),
            state.magic(),
            scratchMagic,
            device.trailer(secondary).magic(),
            state.copyDone());
    status.setSource(source);
    if (source != Source.NONE) {
      Area area = source == Source.SCRATCH ? device.scratch() : primary;
      swap.readStatus(area, status);
      status.setType(device.trailer(area).swapTypeUnchecked());
    }
  }

  private boolean secondaryVerifies(SwapType expected) {
    if (validation.hasNoProgram(secondary)) {
      forgetRequest();
      outcome.setRefused("there is no program in the secondary slot");
      return false;
    }
    if (isAtWrongPlace(expected)) {
      outcome.setRefused("the image lies at the start of the secondary slot, not in its sector 1");
      secondary.erase(0, secondary.size());
      return false;
    }
    Verdict verdict = validation.verify(secondary, swap.maxImageOctets());
    if (!verdict.isAccepted()) {
      outcome.setRefused(verdict);
      secondary.erase(0, secondary.size());
    }
    return verdict.isAccepted();
  }

  /** A trailer without an image would keep a download from being marked. */
  private void forgetRequest() {
    device.eraseTrailer(secondary);
    if (device.mode() == McubootMode.SWAP_MOVE
        && (status.type() == SwapType.REVERT || device.swapType() == SwapType.REVERT)) {
      device.eraseTrailer(primary);
    }
  }

  private boolean isAtWrongPlace(SwapType expected) {
    return device.mode() == McubootMode.SWAP_OFFSET
        && (expected == SwapType.TEST || expected == SwapType.PERM)
        && RawHeader.read(secondary, 0).magic();
  }

  private void exchange() {
    if (status.isReset()) {
      status.setSwapSize(Math.max(imageOctets(primary), imageOctets(secondary)));
    } else {
      status.setSwapSize(StatusArea.find(device).swapSize());
    }
    swap.run(status);
  }

  private long imageOctets(Area slot) {
    return device.header(slot).magic() ? device.imageOctets(slot) : 0;
  }

  private void conclude(SwapType type) {
    if (type.isFinal()) {
      confirmIfUnset();
    }
    if (type.isUpgrade()) {
      device.trailer(primary).writeCopyDone();
      outcome.setInstalled();
    }
  }

  private void confirmIfUnset() {
    Trailer trailer = device.trailer(primary);
    if (trailer.state().imageOk() == Flag.UNSET) {
      trailer.writeImageOk();
    }
  }
}
