package dev.fuota.fleet.cell;

/**
 * The seeds of cells: seed {@code c} of a fleet is number {@code c} (0 and up) of the sequence that
 * SplitMix64 gives for the fleet's seed (G. L. Steele, D. Lea, C. H. Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014; S. Vigna's {@code splitmix64.c}).
 */
public final class CellSeed {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
  private static final long SECOND_FACTOR = 0x94d049bb133111ebL;

  private CellSeed() {}

  /** The seed of cell {@code cell}, 0 and up. */
  public static long of(long seed, int cell) {
    long z = seed + (cell + 1L) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * FIRST_FACTOR;
    z = (z ^ (z >>> 27)) * SECOND_FACTOR;
    return z ^ (z >>> 31);
  }
}
