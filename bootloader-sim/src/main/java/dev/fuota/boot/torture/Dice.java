package dev.fuota.boot.torture;

import java.util.random.RandomGenerator;

/** Chance that can be set back to a seed, so that a cut replays wherever the run began. */
final class Dice implements RandomGenerator {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  /** From now on as after {@code cut}, whatever was drawn before. */
  void reseed(Cut cut) {
    state = mix(cut.seed() * STEP + cut.operation());
  }

  @Override
  public long nextLong() {
    state += STEP;
    return mix(state);
  }

  /** Spreads the bits of {@code value} over all bits (the finalizer of SplitMix64). */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
