package dev.fuota.gateway.concentrator;

/** The class B beacons of a gateway. */
public interface Beacons {

  /**
   * The beacon of a period.
   *
   * @param gpsSeconds its beginning, a multiple of 128
   */
  Emission beacon(long gpsSeconds);
}
