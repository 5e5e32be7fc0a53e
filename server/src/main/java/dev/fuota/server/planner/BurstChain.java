package dev.fuota.server.planner;

import java.util.random.RandomGenerator;

/**
 * One link after Gilbert and Elliott. Its first state is drawn from the long-run shares, so that
 * the first frames are lost as often as all others.
 */
public class BurstChain {
  private final GilbertElliott kind;
  private final RandomGenerator random;
  private boolean bad;

  public BurstChain(GilbertElliott kind, RandomGenerator random) {
    this.kind = kind;
    this.random = random;
    this.bad = random.nextDouble() < kind.stationaryBad();
  }

  /** Whether the next frame is lost. */
  public final boolean losesNext() {
    boolean lost = random.nextDouble() < (bad ? kind.lossInBad() : kind.lossInGood());
    bad = random.nextDouble() < (bad ? 1 - kind.badToGood() : kind.goodToBad());
    return lost;
  }
}
