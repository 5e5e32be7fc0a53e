package dev.fuota.protocol.lorawan.region;

import dev.fuota.protocol.lorawan.DataRate;
import java.util.List;

/**
 * One data rate of a region: a row of its tables.
 *
 * @param dwellPayload maxPayload where a transmission may last 400 ms at most; 0: it may not be
 *     used
 * @param direction who may send with it
 * @param rx1 data rate of RX1 behind an uplink with this rate, by RX1DROffset; empty: no uplinks
 * @param rx1Dwell the same where downlinks may last 400 ms at most
 */
record RateRow(
    DataRate rate,
    int dwellPayload,
    Direction direction,
    List<Integer> rx1,
    List<Integer> rx1Dwell) {

  /** Who may send with a rate. */
  enum Direction {
    UP,
    DOWN,
    BOTH
  }

  static RateRow both(int index, int sf, int kHz, int maxPayload, List<Integer> rx1) {
    return both(index, sf, kHz, maxPayload, maxPayload, rx1, rx1);
  }

  static RateRow both(
      int index,
      int sf,
      int kHz,
      int maxPayload,
      int dwellPayload,
      List<Integer> rx1,
      List<Integer> rx1Dwell) {
    return new RateRow(
        rate(index, sf, kHz, maxPayload), dwellPayload, Direction.BOTH, rx1, rx1Dwell);
  }

  static RateRow up(
      int index, int sf, int kHz, int maxPayload, int dwellPayload, List<Integer> rx1) {
    return new RateRow(rate(index, sf, kHz, maxPayload), dwellPayload, Direction.UP, rx1, rx1);
  }

  static RateRow down(int index, int sf, int kHz, int maxPayload) {
    return new RateRow(
        rate(index, sf, kHz, maxPayload), maxPayload, Direction.DOWN, List.of(), List.of());
  }

  private static DataRate rate(int index, int sf, int kHz, int maxPayload) {
    return new DataRate(index, sf, 1000 * kHz, maxPayload);
  }

  boolean isUplink() {
    return direction != Direction.DOWN;
  }

  boolean isDownlink() {
    return direction != Direction.UP;
  }
}
