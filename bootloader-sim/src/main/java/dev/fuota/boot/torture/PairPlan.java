package dev.fuota.boot.torture;

import java.util.List;

/**
 * Which pairs of cuts are run: all with two clean cuts before any with a torn one, and where there
 * are more than the budget allows, some, drawn evenly.
 */
final class PairPlan {
  /** About as many ways to tear an operation as there are besides the two clean ones. */
  private static final int TEARS = 5;

  private final long seed;
  private final double cleanShare;
  private final double tornShare;

  private PairPlan(long seed, double cleanShare, double tornShare) {
    this.seed = seed;
    this.cleanShare = cleanShare;
    this.tornShare = tornShare;
  }

  static PairPlan of(Torture torture, List<Singles> singles) {
    long clean = 0;
    long torn = 0;
    for (Singles point : singles) {
      for (Singles.First first : point.firsts()) {
        boolean isClean = Cuts.isClean(first.cut().tear());
        clean += isClean ? 2L * first.operations() : 0;
        torn += (isClean ? TEARS : TEARS + 2L) * first.operations();
      }
    }
    long budget = torture.pairs();
    return new PairPlan(torture.seed(), share(budget, clean), share(budget - clean, torn));
  }

  private static double share(long budget, long all) {
    return all == 0 ? 0 : Math.min(1, Math.max(0, (double) budget / all));
  }

  boolean any() {
    return cleanShare > 0;
  }

  boolean takes(Cut first, Cut second) {
    double share = kind(first, second) == Figures.Kind.CLEAN_PAIR ? cleanShare : tornShare;
    return share >= 1 || draw(first, second) < share;
  }

  static Figures.Kind kind(Cut first, Cut second) {
    return Cuts.isClean(first.tear()) && Cuts.isClean(second.tear())
        ? Figures.Kind.CLEAN_PAIR
        : Figures.Kind.TORN_PAIR;
  }

  /** 0 to less than 1, the same for the same pair in whatever order pairs come. */
  private double draw(Cut first, Cut second) {
    long place = first.operation() * 100_000L + second.operation();
    long tears = first.tear().name().hashCode() * 31L + second.tear().name().hashCode();
    return (Dice.mix(Dice.mix(seed + place) + tears) >>> 11) * 0x1.0p-53;
  }
}
