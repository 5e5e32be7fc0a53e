package dev.fuota.conformance.device;

import java.util.random.RandomGenerator;

/** Dice that always fall alike, so that a random time is at one end of its window or within. */
record FixedFraction(double fraction) implements RandomGenerator {
  @Override
  public long nextLong() {
    return 0;
  }

  @Override
  public double nextDouble() {
    return fraction;
  }
}
