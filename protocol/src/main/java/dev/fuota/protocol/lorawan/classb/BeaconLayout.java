package dev.fuota.protocol.lorawan.classb;

import dev.fuota.protocol.lorawan.region.BeaconPlan;

/**
 * How long the reserved fields of a region's beacons are (RP002-1.0.4, "Class B beacon").
 *
 * @param rfu1 octets before Param
 * @param rfu2 octets before the second CRC
 */
public record BeaconLayout(int rfu1, int rfu2) {
  private static final int PARAM_AND_TIME = 1 + 4;
  private static final int INFO = 1 + Beacon.INFO_LENGTH;
  private static final int CRC = 2;

  /** The layout of the beacons of a region. */
  public static BeaconLayout of(BeaconPlan plan) {
    return new BeaconLayout(plan.rfu1(), plan.rfu2());
  }

  /** Octets of the beacon: 17, 19 or 23. */
  public int length() {
    return crc2At() + CRC;
  }

  int paramAt() {
    return rfu1;
  }

  int crc1At() {
    return rfu1 + PARAM_AND_TIME;
  }

  int infoAt() {
    return crc1At() + CRC;
  }

  int crc2At() {
    return infoAt() + INFO + rfu2;
  }
}
