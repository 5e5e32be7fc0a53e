package dev.fuota.hal.sim;

/**
 * The supply failed: nothing that the device was about to do happens any more. Only the world
 * around a device may catch it, to start the device again.
 */
public final class PowerLoss extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PowerLoss(String message) {
    super(message);
  }
}
