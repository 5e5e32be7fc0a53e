package dev.fuota.gateway.concentrator;

import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.region.BeaconPlan;
import dev.fuota.protocol.lorawan.region.Region;

/** The class B beacons of a gateway. */
public interface Beacons {

  /**
   * The beacon of a period.
   *
   * @param gpsSeconds its beginning, a multiple of 128
   */
  Emission beacon(long gpsSeconds);

  /**
   * The beacons of a region. They are not inverted, and sent with all power.
   *
   * @param latitude of the gateway's antenna, degrees
   * @param longitude of the gateway's antenna, degrees
   */
  static Beacons of(Region region, double latitude, double longitude) {
    BeaconPlan plan = region.beacon();
    DataRate rate = region.dataRate(plan.rate()).orElseThrow();
    Modulation modulation = new Modulation(rate.spreadingFactor(), rate.bandwidthHz());
    Bytes position = Beacon.position(latitude, longitude);
    return gpsSeconds -> {
      int frequency = plan.frequencyHz(gpsSeconds);
      Beacon beacon = new Beacon(gpsSeconds & 0xffff_ffffL, 0, 0, position);
      return new Emission(
          beacon.encode(BeaconLayout.of(plan)),
          frequency,
          modulation,
          region.gatewayEirpDbm(frequency),
          false,
          true);
    };
  }
}
