package dev.fuota.report;

import java.util.stream.DoubleStream;

/**
 * Equally wide ranges side by side, which values are counted in.
 *
 * @param from where the first one begins; it belongs to it
 * @param step how wide each is, above 0
 * @param count how many there are, at least 1
 */
public record Bins(double from, double step, int count) {
  private static final double[] ROUND = {1, 2, 2.5, 5};
  private static final double[] WHOLE = {1, 2, 5};

  /** Bins of a round width that hold all from {@code least} to {@code most}. */
  public static Bins of(double least, double most, int countMax) {
    double span = Math.max(most - least, Math.max(Math.abs(most), 1e-9) * 1e-6);
    return round(least, most, span / countMax);
  }

  /** The same for whole numbers: each bin holds one of them, or as many as all others. */
  public static Bins ofWhole(long least, long most, int countMax) {
    double step = 1;
    if (most - least + 1 > countMax) {
      step = roundUp((double) (most - least + 1) / countMax, WHOLE);
    }
    double from = Math.floor(least / step) * step;
    return new Bins(from, step, (int) Math.floor((most - from) / step) + 1);
  }

  private static Bins round(double least, double most, double atLeast) {
    double step = roundUp(atLeast, ROUND);
    double from = Math.floor(least / step) * step;
    return new Bins(from, step, (int) Math.floor((most - from) / step + 1e-9) + 1);
  }

  private static double roundUp(double atLeast, double[] factors) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : factors) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Where the bin with this index begins. */
  public double edge(int index) {
    return from + index * step;
  }

  /** Where the last one ends. */
  public double end() {
    return edge(count);
  }

  /** The index of the value's bin; what lies outside counts to the first or the last one. */
  public int of(double value) {
    int index = (int) Math.floor((value - from) / step + 1e-9);
    return Math.max(0, Math.min(count - 1, index));
  }

  /** How many of the values are in each. */
  public long[] count(DoubleStream values) {
    long[] counts = new long[count];
    values.forEach(value -> counts[of(value)]++);
    return counts;
  }
}
