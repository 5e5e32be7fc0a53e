package dev.fuota.protocol.lorawan.region;

import java.util.List;

/**
 * Form and place of class B beacons and, by default, of ping slots (RP002-1.0.4; LoRaWAN 1.0.4,
 * "Class B").
 *
 * @param rate data rate index of the beacon
 * @param length octets of the beacon
 * @param rfu1 octets that are reserved in front of Param
 * @param rfu2 octets that are reserved behind the gateway specific part
 * @param frequenciesHz one, or the channels that beacons and ping slots hop over
 */
public record BeaconPlan(int rate, int length, int rfu1, int rfu2, List<Integer> frequenciesHz) {
  // MAC-079
  /** From one beacon to the next. */
  public static final int PERIOD_SECONDS = 128;

  /** Copies the list. */
  public BeaconPlan {
    frequenciesHz = List.copyOf(frequenciesHz);
  }

  /**
   * Where a beacon is sent.
   *
   * @param gpsSeconds GPS time at which it begins, not negative
   */
  public int frequencyHz(long gpsSeconds) {
    return hop(gpsSeconds / PERIOD_SECONDS);
  }

  /**
   * Where the ping slots of an address are, unless the network said otherwise.
   *
   * @param address DevAddr or McAddr, all 32 bits
   * @param beaconGpsSeconds GPS time at which the beacon period began, not negative
   */
  public int pingFrequencyHz(int address, long beaconGpsSeconds) {
    return hop(Integer.toUnsignedLong(address) + beaconGpsSeconds / PERIOD_SECONDS);
  }

  /** Data rate index of ping slots, unless the network said otherwise. */
  public int pingRate() {
    return rate;
  }

  private int hop(long step) {
    return frequenciesHz.get((int) (step % frequenciesHz.size()));
  }
}
