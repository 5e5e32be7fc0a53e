package dev.fuota.fleet.page;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Values in their order, and those that stand for many. */
final class Spread {
  private final double[] sorted;

  private Spread(double[] sorted) {
    this.sorted = sorted;
  }

  static Spread of(DoubleStream values) {
    double[] sorted = values.toArray();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  int count() {
    return sorted.length;
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  /** All of them, the least first; not to be changed. */
  double[] sorted() {
    return sorted;
  }

  double least() {
    return sorted[0];
  }

  double most() {
    return sorted[sorted.length - 1];
  }

  /**
   * The least value that so many do not exceed.
   *
   * @param share above 0, at most 1
   */
  double at(double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
