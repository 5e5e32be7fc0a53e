package dev.fuota.server.planner;

/**
 * Burst losses after Gilbert and Elliott: a link is good or bad, changes between the two with fixed
 * probabilities after each frame, and loses frames with another probability in each state.
 *
 * @param goodToBad probability 0..1 to turn bad, per frame
 * @param badToGood probability above 0, up to 1, to turn good again, per frame
 * @param lossInGood probability 0..1 that a frame is lost in the good state
 * @param lossInBad probability 0..1 that a frame is lost in the bad state
 */
public record GilbertElliott(
    double goodToBad, double badToGood, double lossInGood, double lossInBad) {

  public GilbertElliott {
    LossDistribution.checkProbability(goodToBad);
    LossDistribution.checkProbability(badToGood);
    LossDistribution.checkProbability(lossInGood);
    LossDistribution.checkProbability(lossInBad);
    if (badToGood == 0) {
      throw new IllegalArgumentException("a link that never turns good again has no mean burst");
    }
  }

  /** Mean number of frames between two bursts, at the least. */
  private static final int GOOD_RUN_MIN = 2;

  /**
   * Gilbert's simple form, which loses every frame of the bad state and none of the good one.
   *
   * @param meanLoss share of frames lost in the long run, 0 up to but not including 1
   * @param meanBurst wanted mean number of frames lost in a row, at least 1. Bursts become longer
   *     where so many losses would leave less than two frames between them in the mean: otherwise
   *     an answer could never follow its question
   */
  public static GilbertElliott of(double meanLoss, double meanBurst) {
    if (!(meanLoss >= 0 && meanLoss < 1)) {
      throw new IllegalArgumentException("mean loss " + meanLoss);
    }
    if (!(meanBurst >= 1)) {
      throw new IllegalArgumentException("mean burst " + meanBurst);
    }
    double odds = meanLoss / (1 - meanLoss);
    double burst = Math.max(meanBurst, GOOD_RUN_MIN * odds);
    return new GilbertElliott(odds / burst, 1 / burst, 0, 1);
  }

  /** Share of frames that meet the bad state. */
  public double stationaryBad() {
    return goodToBad / (goodToBad + badToGood);
  }

  /** Share of frames lost in the long run. */
  public double meanLoss() {
    return (1 - stationaryBad()) * lossInGood + stationaryBad() * lossInBad;
  }

  /** Mean stay in the bad state, in frames. */
  public double meanBadRun() {
    return 1 / badToGood;
  }

  /** Probability that a frame is lost when the one before it was. */
  public double lossGivenPreviousLoss() {
    double afterGood = (1 - goodToBad) * lossInGood + goodToBad * lossInBad;
    double afterBad = badToGood * lossInGood + (1 - badToGood) * lossInBad;
    double bad = stationaryBad();
    return ((1 - bad) * lossInGood * afterGood + bad * lossInBad * afterBad) / meanLoss();
  }
}
