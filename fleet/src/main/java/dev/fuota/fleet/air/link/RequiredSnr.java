package dev.fuota.fleet.air.link;

import dev.fuota.hal.radio.LoraChannel;

/** Signal to noise ratios that demodulators need: Semtech's SX1261/2 data sheet. */
public final class RequiredSnr {
  /** With SF5; each further spreading factor needs 2.5 dB less. */
  private static final double SF5_DB = -2.5;

  private static final double STEP_DB = 2.5;

  /** For non-coherent GFSK and a bit error ratio of 0.1 %; our choice. */
  private static final double FSK_DB = 10;

  private RequiredSnr() {}

  /** The ratio, dB. */
  public static double of(LoraChannel channel) {
    return channel.isFsk() ? FSK_DB : SF5_DB - STEP_DB * (channel.spreadingFactor() - 5);
  }
}
