package dev.fuota.fleet.lorawan;

import dev.fuota.gateway.concentrator.Beacons;
import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.region.BeaconPlan;
import dev.fuota.protocol.lorawan.region.Region;

/** The class B beacons of a region, from a gateway at latitude and longitude 0. */
record RegionBeacons(Region region) implements Beacons {
  private static final int GPS_POSITION = 0;
  private static final int MICROSECOND = 0;

  @Override
  public Emission beacon(long gpsSeconds) {
    BeaconPlan plan = region.beacon();
    DataRate rate = region.dataRate(plan.rate()).orElseThrow();
    int frequency = plan.frequencyHz(gpsSeconds);
    Beacon beacon =
        new Beacon(gpsSeconds, MICROSECOND, GPS_POSITION, Beacon.position(0, 0));
    return new Emission(
        beacon.encode(BeaconLayout.of(plan)),
        frequency,
        new Modulation(rate.spreadingFactor(), rate.bandwidthHz()),
        Math.min(region.gatewayEirpDbm(frequency), region.maxEirpDbm()),
        false,
        true);
  }
}
