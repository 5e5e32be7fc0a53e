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

  /** The voltages that DIO3 can give. */
  public enum Supply {
    V1_6(0),
    V1_7(1),
    V1_8(2),
    V2_2(3),
    V2_4(4),
    V2_7(5),
    V3_0(6),
    V3_3(7);

    private final int code;

    Supply(int code) {
      this.code = code;
    }

    /** By which SetDIO3AsTCXOCtrl knows it. */
    public int code() {
      return code;
    }
  }

  /** An oscillator for 1.8 V, as nearly all modules have it. */
  public static Tcxo usual() {
    return new Tcxo(Supply.V1_8, USUAL);
  }
}
