package dev.fuota.fleet.air.link;

import java.util.random.RandomGenerator;

/** What changes from frame to frame. */
@FunctionalInterface
public interface Fading {
  /** Nothing does. */
  Fading NONE = random -> 0;

  /** The scattered waves of a device that moves: the power is exponentially distributed. */
  Fading RAYLEIGH = random -> -10 * Math.log10(random.nextExponential());

  /** Around devices that stand still, σ 1..2 dB. */
  static Fading gaussian(double sigmaDb) {
    return random -> sigmaDb * random.nextGaussian();
  }

  /** The loss of one frame at one receiver, dB; below 0 where it is stronger than the mean. */
  double draw(RandomGenerator random);
}
