package dev.fuota.server.planner;

import java.util.Arrays;

/**
 * How many frames of a chain of Gilbert and Elliott are lost, exactly: the distribution of the
 * number and of the chain's state, carried on from frame to frame.
 */
final class ChainCounts {
  private static final double NEGLIGIBLE = 1e-16;

  private final GilbertElliott chain;
  private double[] good;
  private double[] bad;
  private double[] nextGood;
  private double[] nextBad;
  private int low;
  private int high = 1;
  private int frames;

  /**
   * Before the first frame.
   *
   * @param framesMax frames that will come at most
   * @param bad probability that the chain is bad
   */
  ChainCounts(GilbertElliott chain, int framesMax, double bad) {
    this.chain = chain;
    this.good = new double[framesMax + 2];
    this.bad = new double[framesMax + 2];
    this.nextGood = new double[framesMax + 2];
    this.nextBad = new double[framesMax + 2];
    this.good[0] = 1 - bad;
    this.bad[0] = bad;
  }

  /** Lets frames pass until so many have. */
  ChainCounts until(int wanted) {
    while (frames < wanted) {
      pass();
    }
    return this;
  }

  private void pass() {
    Arrays.fill(nextGood, low, high + 1, 0);
    Arrays.fill(nextBad, low, high + 1, 0);
    for (int lost = low; lost < high; lost++) {
      spread(lost, good[lost], chain.lossInGood(), chain.goodToBad());
      spread(lost, bad[lost], chain.lossInBad(), 1 - chain.badToGood());
    }
    double[] old = good;
    good = nextGood;
    nextGood = old;
    old = bad;
    bad = nextBad;
    nextBad = old;
    high++;
    frames++;
    while (low < high - 1 && good[low] + bad[low] < NEGLIGIBLE) {
      low++;
    }
    while (high > low + 1 && good[high - 1] + bad[high - 1] < NEGLIGIBLE) {
      high--;
    }
  }

  /** A link loses a frame, or not, and then changes its state, or not. */
  private void spread(int lost, double weight, double loss, double toBad) {
    nextGood[lost] += weight * (1 - loss) * (1 - toBad);
    nextBad[lost] += weight * (1 - loss) * toBad;
    nextGood[lost + 1] += weight * loss * (1 - toBad);
    nextBad[lost + 1] += weight * loss * toBad;
  }

  /** Frames lost, where the chain is bad now, or is good now. */
  Window lost(boolean isBad) {
    return new Window(low, Arrays.copyOfRange(isBad ? bad : good, low, high));
  }

  /** Frames not lost, whatever the state. */
  Window received() {
    double[] weights = new double[high - low];
    for (int lost = low; lost < high; lost++) {
      weights[high - 1 - lost] = good[lost] + bad[lost];
    }
    return new Window(frames - (high - 1), weights);
  }
}
