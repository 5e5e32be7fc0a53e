package dev.fuota.fleet.air.link;

/**
 * One model near the gateway and another beyond.
 *
 * @param limitMetres where the other begins
 */
public record TwoSlopes(LogDistance near, double limitMetres, LogDistance far) implements PathLoss {

  /** K. Abdelfadeel et al., WoWMoM 2020 (FUOTASim), as in the published code. */
  public static final TwoSlopes FUOTASIM =
      new TwoSlopes(
          new LogDistance(92.67, 128.63, 1.05, 8.72),
          400,
          new LogDistance(37.27, 132.54, 0.8, 3.34));

  /** As the tool runs it: every frame has a shadow of its own whose mean is -σ, not 0. */
  public static final TwoSlopes FUOTASIM_AS_RUN =
      new TwoSlopes(
          new LogDistance(92.67, 128.63 - 8.72, 1.05, 0),
          400,
          new LogDistance(37.27, 132.54 - 3.34, 0.8, 0));

  @Override
  public double lossDb(Path path) {
    return at(path.metres()).lossDb(path);
  }

  @Override
  public double sigmaDb(double metres) {
    return at(metres).sigmaDb();
  }

  private LogDistance at(double metres) {
    return metres < limitMetres ? near : far;
  }
}
