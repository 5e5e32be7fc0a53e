package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.image.Verdict;

/** The end of a boot from the primary slot: the image there, verified or not, is started. */
final class PrimaryStart {
  private final Device device;
  private final ImageValidation validation;
  private final Outcome outcome;

  PrimaryStart(Device device, ImageValidation validation, Outcome outcome) {
    this.device = device;
    this.validation = validation;
    this.outcome = outcome;
  }

  /**
   * Starts what the header that was read last announces.
   *
   * @param limit octets that an image may have here
   */
  McubootResult run(long limit) {
    Area primary = device.primary();
    if (!device.options().validatePrimary()) {
      return device.header(primary).magic()
          ? outcome.startedUnverified(primary, onTrial())
          : outcome.failed("there is no image header in the primary slot");
    }
    if (validation.hasNoProgram(primary)) {
      return outcome.failed("there is no program in the primary slot");
    }
    Verdict verdict = validation.verify(primary, limit);
    return outcome.started(primary, verdict, verdict.isAccepted() && onTrial());
  }

  /** Whether the next boot would take this image away. */
  private boolean onTrial() {
    return device.mode().isSwap() && device.swapType() == SwapType.REVERT;
  }
}
