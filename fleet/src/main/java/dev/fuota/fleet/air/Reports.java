package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.Decibels;
import dev.fuota.hal.radio.Quality;

/**
 * What receivers tell about a frame: they measure signal and noise together, and clip the ratio.
 */
final class Reports {
  private static final double SNR_MIN_DB = -22;
  private static final double SNR_MAX_DB = 14;
  private static final double STEPS_PER_DB = 4;

  private Reports() {}

  static int rssiDbm(double powerDbm, double noiseDbm) {
    return (int) Math.round(Decibels.sum(powerDbm, noiseDbm));
  }

  /** In steps of a quarter. */
  static double snrDb(double powerDbm, double noiseDbm) {
    double clipped = Math.max(SNR_MIN_DB, Math.min(SNR_MAX_DB, powerDbm - noiseDbm));
    return Math.round(clipped * STEPS_PER_DB) / STEPS_PER_DB;
  }

  static Quality quality(double powerDbm, double noiseDbm) {
    return new Quality(rssiDbm(powerDbm, noiseDbm), (int) Math.round(snrDb(powerDbm, noiseDbm)));
  }
}
