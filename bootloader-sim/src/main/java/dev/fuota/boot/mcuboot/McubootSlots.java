package dev.fuota.boot.mcuboot;

import dev.fuota.hal.flash.Flash;
import java.util.Optional;

/**
 * The flash that a boot works on.
 *
 * @param primary where images run, except in the direct-XIP modes
 * @param secondary where a download lies
 * @param scratch needed by {@link McubootMode#SWAP_SCRATCH} alone
 */
public record McubootSlots(Flash primary, Flash secondary, Optional<Flash> scratch) {
  public McubootSlots(Flash primary, Flash secondary) {
    this(primary, secondary, Optional.empty());
  }
}
