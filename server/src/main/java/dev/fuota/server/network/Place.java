package dev.fuota.server.network;

import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;

/**
 * Where and when a frame can go on air.
 *
 * @param kind what the place is
 * @param timing how the gateway is told
 * @param start the same by the server's clock
 */
record Place(
    Kind kind,
    KnownGateway gateway,
    Timing timing,
    Instant start,
    int frequencyHz,
    DataRate dataRate) {

  enum Kind {
    RX1,
    RX2,
    PING_SLOT,
    /** A device or a group that listens all the time. */
    ANY_TIME
  }

  Duration timeOnAir(int phyLength) {
    return TimeOnAir.of(dataRate, phyLength, false);
  }

  Modulation modulation() {
    return new Modulation(dataRate.spreadingFactor(), dataRate.bandwidthHz());
  }
}
