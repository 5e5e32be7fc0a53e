package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;

/**
 * Swap using move, for equal sectors. The primary slot goes up by one sector, from its last sector
 * down; then per sector, from the first: secondary to primary, primary + 1 to secondary. The way
 * back is the same once more.
 */
final class MoveSwap extends SwapPlan {
  MoveSwap(Flash primary, Flash secondary, int leaving, int coming) {
    super(primary, secondary, leaving, coming);
  }

  @Override
  public int steps() {
    return 3 * sectors();
  }

  @Override
  public Step step(int index) {
    int moves = sectors();
    if (index < moves) {
      int sector = moves - 1 - index;
      return toPrimary(sector + 1, part(leaving, sector), primary, sector);
    }
    int sector = (index - moves) / 2;
    return (index - moves) % 2 == 0
        ? toPrimary(sector, part(coming, sector), secondary, sector)
        : toSecondary(sector, part(leaving, sector), primary, sector + 1);
  }

  @Override
  CopyPlan restore(int failed) {
    int moves = sectors();
    int swapped = Math.max(0, failed - moves) / 2;
    // While it still moves, the sectors below the one in work are where they were.
    int first = failed < moves ? moves - failed : 0;
    return new Steps(
        moves - first,
        i -> {
          int sector = first + i;
          return sector < swapped
              ? toPrimary(sector, part(leaving, sector), secondary, sector)
              : toPrimary(sector, part(leaving, sector), primary, sector + 1);
        });
  }
}
