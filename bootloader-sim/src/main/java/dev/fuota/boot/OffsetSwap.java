package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;

/**
 * Swap using offset, for equal sectors: the image that comes lies one sector up in the secondary
 * slot. Per sector, from the first: primary to secondary, secondary + 1 to primary.
 */
final class OffsetSwap extends SwapPlan {
  OffsetSwap(Flash primary, Flash secondary, int leaving, int coming) {
    super(primary, secondary, leaving, coming);
  }

  @Override
  public int steps() {
    return 2 * sectors();
  }

  @Override
  public Step step(int index) {
    int sector = index / 2;
    return index % 2 == 0
        ? toSecondary(sector, part(leaving, sector), primary, sector)
        : toPrimary(sector, part(coming, sector), secondary, sector + 1);
  }

  @Override
  CopyPlan restore(int failed) {
    int overwritten = (failed + 1) / 2;
    return new Steps(overwritten, i -> toPrimary(i, part(leaving, i), secondary, i));
  }

  /** The way back: per sector, from the last: primary to secondary + 1, secondary to primary. */
  CopyPlan back() {
    return new Steps(
        steps(),
        i -> {
          int sector = sectors() - 1 - i / 2;
          return i % 2 == 0
              ? toSecondary(sector + 1, part(coming, sector), primary, sector)
              : toPrimary(sector, part(leaving, sector), secondary, sector);
        });
  }
}
