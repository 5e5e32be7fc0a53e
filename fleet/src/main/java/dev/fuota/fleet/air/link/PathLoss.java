package dev.fuota.fleet.air.link;

/** How much weaker a signal becomes on its way, in the mean over many places. */
public interface PathLoss {

  /** The mean loss, dB. */
  double lossDb(Path path);

  /** Standard deviation of the places at this distance around the mean, dB. */
  double sigmaDb(double metres);

  /** The same loss everywhere. */
  static PathLoss fixed(double lossDb) {
    return new LogDistance(1, lossDb, 0, 0);
  }
}
