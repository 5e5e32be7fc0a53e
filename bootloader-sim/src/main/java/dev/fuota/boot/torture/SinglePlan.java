package dev.fuota.boot.torture;

import java.util.List;

/** Which single cuts are run; where there are more than the budget allows, some, drawn evenly. */
record SinglePlan(long seed, double share) {
  static SinglePlan of(Torture torture, List<Point> points, boolean ecc) {
    long all =
        points.stream()
            .mapToLong(p -> Cuts.every(p.number(), p.operation(), ecc, torture.seeds()).size())
            .sum();
    return new SinglePlan(torture.seed(), (double) torture.singles() / Math.max(1, all));
  }

  boolean takes(Cut cut) {
    long place = cut.operation() * 100_000L + cut.seed();
    long drawn = Dice.mix(Dice.mix(seed + place) + cut.tear().name().hashCode());
    return share >= 1 || (drawn >>> 11) * 0x1.0p-53 < share;
  }
}
