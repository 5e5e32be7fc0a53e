package dev.fuota.server.network;

import dev.fuota.gateway.port.Timing;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What decides when a frame to a device that listens all the time can be sent. Frames that are
 * equal in it can be sent at the same time.
 *
 * @param gateways of which one is to send it, the best signal first; at least one
 * @param phyLength octets
 */
record AnyTime(List<KnownGateway> gateways, int frequencyHz, DataRate dataRate, int phyLength) {
  AnyTime {
    gateways = List.copyOf(gateways);
    if (gateways.isEmpty()) {
      throw new IllegalArgumentException("no gateway");
    }
  }

  /** Where it can be soonest; of gateways that are equal in that, the one of the best signal. */
  Place soonest(Instant now) {
    Duration length = TimeOnAir.of(dataRate, phyLength, false);
    KnownGateway best = gateways.get(0);
    Instant start = best.plan().earliest(now, length, frequencyHz);
    for (KnownGateway gateway : gateways.subList(1, gateways.size())) {
      Instant other = gateway.plan().earliest(now, length, frequencyHz);
      if (other.isBefore(start)) {
        best = gateway;
        start = other;
      }
    }
    Timing timing = new Timing.Immediately();
    return new Place(Place.Kind.ANY_TIME, best, timing, start, frequencyHz, dataRate);
  }
}
