package dev.fuota.fleet.air;

import dev.fuota.server.planner.BurstChain;
import dev.fuota.server.planner.GilbertElliott;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Links after Gilbert and Elliott. */
public record BurstLinks(GilbertElliott chain) implements BurstModel {

  static BurstLinks of(double goodToBad, double badToGood, double lossInGood, double lossInBad) {
    return new BurstLinks(new GilbertElliott(goodToBad, badToGood, lossInGood, lossInBad));
  }

  /** One link of this kind. */
  public LossModel link(RandomGenerator random) {
    return new Link(chain, random);
  }

  /** The chain is a model of its losses as it is. */
  private static final class Link extends BurstChain implements LossModel {
    Link(GilbertElliott chain, RandomGenerator random) {
      super(chain, random);
    }
  }

  @Override
  public LossModel link(RandomGenerator random, InstantSource clock) {
    return link(random);
  }
}
