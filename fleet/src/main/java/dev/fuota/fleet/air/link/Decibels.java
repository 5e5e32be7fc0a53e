package dev.fuota.fleet.air.link;

/** Powers as receivers measure them. */
public final class Decibels {
  private static final double THERMAL_DBM_PER_HZ = -174;

  /** Occupied by GFSK with 50 kbit/s and a deviation of 25 kHz, after Carson. */
  private static final int FSK_BANDWIDTH_HZ = 100_000;

  private Decibels() {}

  /** Milliwatts of a power in dBm. */
  public static double milliwatts(double dbm) {
    return Math.pow(10, dbm / 10);
  }

  /** The power in dBm of so many milliwatts. */
  public static double dbm(double milliwatts) {
    return 10 * Math.log10(milliwatts);
  }

  /** The sum of two powers, dBm. */
  public static double sum(double dbm, double otherDbm) {
    return dbm(milliwatts(dbm) + milliwatts(otherDbm));
  }

  /**
   * Noise power of a receiver: -117 dBm in 125 kHz with 6 dB.
   *
   * @param bandwidthHz of LoRa, or 50000 for FSK
   * @param figureDb what the receiver adds
   */
  public static double noiseDbm(int bandwidthHz, double figureDb) {
    int heard = bandwidthHz == 50_000 ? FSK_BANDWIDTH_HZ : bandwidthHz;
    return THERMAL_DBM_PER_HZ + 10 * Math.log10(heard) + figureDb;
  }
}
