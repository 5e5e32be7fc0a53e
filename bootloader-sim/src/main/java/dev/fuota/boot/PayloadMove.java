package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;

/**
 * What waits at the start of a slot goes up to the slot's end, below the trailer's sector, so that
 * what comes out of it has room at the start. From the last sector down.
 *
 * @param length octets of what waits
 */
record PayloadMove(Flash slot, int length) implements CopyPlan {

  /** Where it goes: the start of a sector, 0 if there is no room at all. */
  int target() {
    Geometry geometry = slot.geometry();
    int top = Layout.untilTrailer(slot);
    return length > top ? 0 : geometry.sectorOffset(geometry.sectorOf(top - length));
  }

  /** Whether {@code result} octets have room below, and no step reads the sector that it writes. */
  boolean leavesRoomFor(int result) {
    Geometry geometry = slot.geometry();
    int largest = 0;
    for (int sector = first(); sector < geometry.sectorCount() - 1; sector++) {
      largest = Math.max(largest, geometry.sectorSize(sector));
    }
    return result <= target() && largest <= target();
  }

  private int first() {
    return slot.geometry().sectorOf(target());
  }

  @Override
  public int steps() {
    return slot.geometry().sectorOf(target() + length - 1) - first() + 1;
  }

  @Override
  public Step step(int index) {
    Geometry geometry = slot.geometry();
    int sector = first() + steps() - 1 - index;
    int offset = geometry.sectorOffset(sector);
    int from = offset - target();
    int count = Math.min(geometry.sectorSize(sector), length - from);
    return new Step("slot of the update", slot, offset, count, new FlashSource(slot), from);
  }
}
