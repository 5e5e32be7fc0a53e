package dev.fuota.fleet.air;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** A kind of link of which many are made, each with dice of its own. */
@FunctionalInterface
public interface BurstModel {
  /** Links that lose nothing. */
  BurstModel NONE = (random, clock) -> LossModel.NONE;

  /** One link of this kind. */
  LossModel link(RandomGenerator random, InstantSource clock);
}
