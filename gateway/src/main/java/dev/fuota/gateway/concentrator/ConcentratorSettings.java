package dev.fuota.gateway.concentrator;

import dev.fuota.protocol.lorawan.region.Region;
import java.util.Optional;

/**
 * What a gateway is.
 *
 * @param region its frequencies, powers and shares of time
 * @param gps whether it knows GPS time
 * @param beacons that it sends; it needs GPS time for that
 * @param dutyCycle whether it refuses what exceeds the share of time of a sub-band
 * @param queue frames that may wait for their time, 1 or more
 */
public record ConcentratorSettings(
    Region region, boolean gps, Optional<Beacons> beacons, boolean dutyCycle, int queue) {
  /** The length of the queue of Semtech's packet forwarder. */
  public static final int QUEUE = 32;

  public ConcentratorSettings {
    if (beacons.isPresent() && !gps) {
      throw new IllegalArgumentException("beacons need GPS time");
    }
    if (queue < 1) {
      throw new IllegalArgumentException("a queue of " + queue);
    }
  }

  /** With GPS time and limits of the share of time, without beacons. */
  public static ConcentratorSettings of(Region region) {
    return new ConcentratorSettings(region, true, Optional.empty(), true, QUEUE);
  }

  public ConcentratorSettings withGps(boolean on) {
    return new ConcentratorSettings(region, on, beacons, dutyCycle, queue);
  }

  public ConcentratorSettings withBeacons(Beacons source) {
    return new ConcentratorSettings(region, gps, Optional.of(source), dutyCycle, queue);
  }

  public ConcentratorSettings withDutyCycle(boolean on) {
    return new ConcentratorSettings(region, gps, beacons, on, queue);
  }
}
