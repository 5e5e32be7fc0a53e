package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.flash.Partition;

/**
 * Where images may lie, by strategy. The last sector of each slot is the trailer's alone. There is
 * no layout of partitions on which the strategy cannot work: the constructor throws.
 */
record Layout(BootPartitions partitions, Strategy strategy) {
  Layout {
    require(
        sectors(partitions.primary()) >= 2,
        "the primary slot has one sector: it needs two, the last one for the trailer");
    int least = strategy == Strategy.SWAP_OFFSET ? 3 : 2;
    require(
        sectors(partitions.secondary()) >= least,
        "the secondary slot needs at least " + least + " sectors, the last one for the trailer");
    require(
        partitions.primary().geometry().erasedValue()
            == partitions.secondary().geometry().erasedValue(),
        "the slots erase to different values: put both on parts of one kind");
    if (strategy.isSwap()) {
      requireAlike(partitions);
    }
    switch (strategy) {
      case SWAP_SCRATCH -> requireScratch(partitions);
      case SWAP_MOVE, SWAP_OFFSET ->
          require(
              isUniform(partitions.primary()) && isUniform(partitions.secondary()),
              strategy.label() + " needs sectors of one size: take swap-scratch or ab instead");
      default -> {}
    }
  }

  /** Where an image waits while {@code active} runs. */
  Flash waiting(BootSlot active) {
    return switch (strategy) {
      case AB, DIRECT_XIP -> partitions.slot(active.other());
      case SWAP_OFFSET -> from(partitions.secondary(), 1);
      default -> partitions.secondary();
    };
  }

  /** Octets that an image may have that waits while {@code active} runs. */
  int imageMax(BootSlot active) {
    int there = untilTrailer(waiting(active));
    int room = untilTrailer(partitions.primary());
    return switch (strategy) {
      case AB, DIRECT_XIP -> there;
      case SWAP_MOVE -> Math.min(there, room - partitions.primary().geometry().sectorSize(0));
      default -> Math.min(there, room);
    };
  }

  /** Octets below the trailer's sector. */
  static int untilTrailer(Flash slot) {
    Geometry geometry = slot.geometry();
    return geometry.sectorOffset(geometry.sectorCount() - 1);
  }

  static Flash from(Flash slot, int sector) {
    return new Partition(slot, sector, sectors(slot) - sector);
  }

  private static void requireAlike(BootPartitions partitions) {
    Geometry primary = partitions.primary().geometry();
    Geometry secondary = partitions.secondary().geometry();
    int common = Math.min(primary.sectorCount(), secondary.sectorCount()) - 1;
    for (int sector = 0; sector < common; sector++) {
      require(
          primary.sectorSize(sector) == secondary.sectorSize(sector),
          "sector "
              + sector
              + " has another size in the secondary slot than in the primary: make the slots alike,"
              + " or take ab or in-place");
    }
  }

  private static void requireScratch(BootPartitions partitions) {
    Geometry scratch =
        partitions
            .scratch()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "swap-scratch needs a scratch partition: add one, or take swap-move"))
            .geometry();
    Geometry primary = partitions.primary().geometry();
    for (int sector = 0; sector < primary.sectorCount() - 1; sector++) {
      require(
          primary.sectorSize(sector) <= scratch.size(),
          "the scratch is smaller than sector "
              + sector
              + " of the primary slot: it needs "
              + primary.sectorSize(sector)
              + " octets");
    }
  }

  private static boolean isUniform(Flash slot) {
    return slot.geometry().isUniform();
  }

  private static int sectors(Flash slot) {
    return slot.geometry().sectorCount();
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
