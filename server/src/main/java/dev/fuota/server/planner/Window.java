package dev.fuota.server.planner;

import java.util.Arrays;

/**
 * How many of something there are: probabilities of the counts from {@code from} on; all others are
 * negligible. They need not sum up to 1 where they stand for a part of what can be.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
record Window(int from, double[] weights) {
  /** Below this share of the largest a probability is left out. */
  private static final double NEGLIGIBLE = 1e-17;

  /** Of {@code n} that happen with {@code p} each, independently. */
  static Window binomial(int n, double p) {
    if (p == 0 || n == 0) {
      return new Window(0, new double[] {1});
    }
    if (p == 1) {
      return new Window(n, new double[] {1});
    }
    int mode = (int) Math.min(n, Math.floor((n + 1) * p));
    double odds = p / (1 - p);
    double[] all = new double[n + 1];
    all[mode] = 1;
    int low = mode;
    while (low > 0 && all[low] > NEGLIGIBLE) {
      all[low - 1] = all[low] * low / ((n - low + 1) * odds);
      low--;
    }
    int high = mode;
    while (high < n && all[high] > NEGLIGIBLE) {
      all[high + 1] = all[high] * (n - high) * odds / (high + 1);
      high++;
    }
    double[] weights = Arrays.copyOfRange(all, low, high + 1);
    double sum = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return new Window(low, weights);
  }

  /** The mean count; 0 if there is none. */
  double mean() {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (from + i);
      all += weights[i];
    }
    return all == 0 ? 0 : sum / all;
  }

  /** Behind the last count. */
  int to() {
    return from + weights.length;
  }

  double at(int count) {
    return count < from || count >= to() ? 0 : weights[count - from];
  }

  /** For each count the sum of all below it: index i stands for {@code from + i}. */
  double[] below() {
    double[] sums = new double[weights.length + 1];
    for (int i = 0; i < weights.length; i++) {
      sums[i + 1] = sums[i] + weights[i];
    }
    return sums;
  }

  /** For each count the sum of it and all above: index i stands for {@code from + i}. */
  double[] fromOn() {
    double[] sums = new double[weights.length + 1];
    for (int i = weights.length - 1; i >= 0; i--) {
      sums[i] = sums[i + 1] + weights[i];
    }
    return sums;
  }
}
