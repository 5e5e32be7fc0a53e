package dev.fuota.drivers.board;

import java.time.Duration;

/**
 * A temperature-compensated oscillator that the chip feeds from DIO3 (SX1261/2 data sheet,
 * "SetDIO3AsTCXOCtrl").
 *
 * @param supply its voltage
 * @param startUp how long it takes to run evenly, less than 262 s
 */
public record Tcxo(Supply supply, Duration startUp) {
  private static final Duration USUAL = Duration.ofMillis(5);

  /** The voltages that DIO3 can give, in the order of their codes 0..7. */
  public enum Supply {
    V1_6,
    V1_7,
    V1_8,
    V2_2,
    V2_4,
    V2_7,
    V3_0,
    V3_3
  }

  /** An oscillator for 1.8 V, as nearly all modules have it. */
  public static Tcxo usual() {
    return new Tcxo(Supply.V1_8, USUAL);
  }
}
