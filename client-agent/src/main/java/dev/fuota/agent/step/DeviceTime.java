package dev.fuota.agent.step;

import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;

/**
 * What a device knows of the time at one moment.
 *
 * @param local its oscillator; never set, so differences of it are true durations
 * @param correction what TS003 added to it so far
 * @param synchronised whether {@link #network()} means anything to others
 */
public record DeviceTime(Instant local, Duration correction, boolean synchronised) {

  /** The device's clock: network time once it is synchronised. */
  public Instant network() {
    return local.plus(correction);
  }

  /** The device's clock as the packages send it. */
  public GpsTime gps() {
    return GpsTime.of(network());
  }

  /** From now to {@code time}; negative if it has passed. */
  public Duration until(GpsTime time) {
    Instant now = network();
    return Duration.between(now, time.near(now));
  }
}
