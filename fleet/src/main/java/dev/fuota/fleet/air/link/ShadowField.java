package dev.fuota.fleet.air.link;

import java.util.random.RandomGenerator;

/**
 * Shadows on the ground around one gateway: a Gaussian random field with mean 0, variance 1 and the
 * correlation {@code exp(-distance / correlation length)}. It depends on the place alone, so
 * neither the number of devices nor their order changes the shadow of any of them.
 *
 * <p>It is the sum of plane waves of random phase. Wave vectors with a bivariate Cauchy
 * distribution give the exponential correlation, because that is its Fourier transform.
 */
public final class ShadowField {
  private static final int WAVES = 64;

  private final double[] east = new double[WAVES];
  private final double[] north = new double[WAVES];
  private final double[] phase = new double[WAVES];

  /**
   * A field of its own.
   *
   * @param correlationMetres distance at which the correlation is 1/e; 110 m in the lorawan module
   *     of ns-3
   */
  public ShadowField(double correlationMetres, RandomGenerator random) {
    for (int wave = 0; wave < WAVES; wave++) {
      double scale = correlationMetres * Math.abs(random.nextGaussian());
      east[wave] = random.nextGaussian() / scale;
      north[wave] = random.nextGaussian() / scale;
      phase[wave] = random.nextDouble() * 2 * Math.PI;
    }
  }

  /** The shadow at a place, in standard deviations. */
  public double at(double eastMetres, double northMetres) {
    double sum = 0;
    for (int wave = 0; wave < WAVES; wave++) {
      sum += Math.cos(east[wave] * eastMetres + north[wave] * northMetres + phase[wave]);
    }
    return sum * Math.sqrt(2.0 / WAVES);
  }
}
