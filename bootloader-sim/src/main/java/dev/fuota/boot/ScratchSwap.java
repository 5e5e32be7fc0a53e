package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;

/**
 * Swap using scratch. Per sector, from the last to the first: secondary to scratch, primary to
 * secondary, scratch to primary. The way back is the same once more.
 */
final class ScratchSwap extends SwapPlan {
  private static final int PER_SECTOR = 3;

  private final Flash scratch;

  ScratchSwap(Flash primary, Flash secondary, Flash scratch, int leaving, int coming) {
    super(primary, secondary, leaving, coming);
    this.scratch = scratch;
  }

  @Override
  public int steps() {
    return PER_SECTOR * sectors();
  }

  @Override
  public Step step(int index) {
    int sector = sectors() - 1 - index / PER_SECTOR;
    return switch (index % PER_SECTOR) {
      case 0 -> step("scratch", scratch, 0, part(coming, sector), secondary, sector);
      case 1 -> toSecondary(sector, part(leaving, sector), primary, sector);
      default -> toPrimary(sector, part(coming, sector), scratch, 0);
    };
  }

  @Override
  CopyPlan restore(int failed) {
    int overwritten = (failed + 1) / PER_SECTOR;
    return new Steps(
        overwritten,
        i -> {
          int sector = sectors() - overwritten + i;
          return toPrimary(sector, part(leaving, sector), secondary, sector);
        });
  }
}
