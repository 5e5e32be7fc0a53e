package dev.fuota.boot;

import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.flash.Partition;

/**
 * The flash as the application of a strategy has to see it: {@code primary} is the slot that it
 * runs from and confirms itself in, {@code download} is where it puts an update and marks it.
 */
public final class ApplicationView {
  private ApplicationView() {}

  /**
   * The view of the application that was started.
   *
   * @param running {@link BootResult.Started#slot()}
   */
  public static FlashMap of(FlashMap map, Strategy strategy, BootSlot running) {
    boolean turned = strategy.runsFromBoth() && running == BootSlot.SECONDARY;
    if (turned) {
      return withSlots(map, map.download(), map.primary());
    }
    return strategy == Strategy.SWAP_OFFSET
        ? withSlots(map, map.primary(), behindFirstSector(map.download()))
        : map;
  }

  private static FlashMap withSlots(FlashMap map, Partition primary, Partition download) {
    return new FlashMap.Listed(
        map.bootloader(),
        primary,
        download,
        map.fragments(),
        map.agentNvm(),
        map.bootNvm(),
        map.scratch());
  }

  private static Partition behindFirstSector(Partition slot) {
    return new Partition(slot, 1, slot.geometry().sectorCount() - 1);
  }
}
