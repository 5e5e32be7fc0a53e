package dev.fuota.fleet.air;

import dev.fuota.server.planner.GilbertElliott;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links after Gilbert and Elliott. */
public record BurstLinks(GilbertElliott chain) implements BurstModel {

  static BurstLinks of(double goodToBad, double badToGood, double lossInGood, double lossInBad) {
    return new BurstLinks(new GilbertElliott(goodToBad, badToGood, lossInGood, lossInBad));
  }

  /**
   * One link of this kind. Its first state is drawn from the long-run shares, so that the first
   * frames are lost as often as all others.
   */
  public LossModel link(RandomGenerator random) {
    return new Link(random, random.nextDouble() < chain.stationaryBad());
  }

  @Override
  public LossModel link(RandomGenerator random, InstantSource clock) {
    return link(random);
  }

  private final class Link implements LossModel {
    private final RandomGenerator random;
    private boolean bad;

    Link(RandomGenerator random, boolean bad) {
      this.random = random;
      this.bad = bad;
    }

    @Override
    public boolean losesNext() {
      boolean lost = random.nextDouble() < (bad ? chain.lossInBad() : chain.lossInGood());
      bad = random.nextDouble() < (bad ? 1 - chain.badToGood() : chain.goodToBad());
      return lost;
    }
  }
}
