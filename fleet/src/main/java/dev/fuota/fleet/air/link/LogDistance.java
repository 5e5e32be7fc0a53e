package dev.fuota.fleet.air.link;

/**
 * Log-distance path loss: {@code PL(d) = PL0 + 10 n log10(d / d0)}, and PL0 up to d0.
 *
 * @param referenceMetres d0, above 0
 * @param referenceLossDb PL0
 * @param exponent n
 * @param sigmaDb standard deviation of the places around it
 */
public record LogDistance(
    double referenceMetres, double referenceLossDb, double exponent, double sigmaDb)
    implements PathLoss {

  /** Built-up, short range: M. Bor et al., MSWiM 2016 (LoRaSim). Its code uses no shadowing. */
  public static final LogDistance LORASIM = new LogDistance(40, 127.41, 2.08, 0);

  /** D. Magrin et al., ICC 2017, and the examples of the lorawan module of ns-3. */
  public static final LogDistance NS3 = new LogDistance(1, 7.7, 3.76, 4);

  /** On land around Oulu: J. Petäjäjärvi et al., ITST 2015. */
  public static final LogDistance OULU = new LogDistance(1000, 128.95, 2.32, 7.8);

  public LogDistance {
    if (!(referenceMetres > 0)) {
      throw new IllegalArgumentException("a reference distance of " + referenceMetres + " m");
    }
  }

  @Override
  public double lossDb(Path path) {
    if (path.metres() <= referenceMetres) {
      return referenceLossDb;
    }
    return referenceLossDb + 10 * exponent * Math.log10(path.metres() / referenceMetres);
  }

  @Override
  public double sigmaDb(double metres) {
    return sigmaDb;
  }
}
