package dev.fuota.fleet.comparison;

/** A quarter of the values is at most {@code low}, half of them {@code median}, and so on. */
record Quartiles(double least, double low, double median, double high, double most) {

  /**
   * The quartiles of values, each of which is one of them.
   *
   * @param sorted ascending, at least one
   */
  static Quartiles of(double[] sorted) {
    return new Quartiles(
        at(sorted, 0), at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75), at(sorted, 1));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
