package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import java.util.Optional;

/**
 * The flash that the bootloader works on.
 *
 * @param primary the slot that code runs from, or one of the two
 * @param secondary the slot in which an image waits, or the other of the two
 * @param scratch room for a sector on its way, for {@link Strategy#SWAP_SCRATCH}
 * @param journal the bootloader's records, at least two sectors
 */
public record BootPartitions(
    Flash primary, Flash secondary, Optional<Flash> scratch, Flash journal) {

  public static BootPartitions of(FlashMap map) {
    return new BootPartitions(
        map.primary(), map.download(), map.scratch().map(Flash.class::cast), map.bootNvm());
  }

  Flash slot(BootSlot slot) {
    return slot == BootSlot.PRIMARY ? primary : secondary;
  }
}
