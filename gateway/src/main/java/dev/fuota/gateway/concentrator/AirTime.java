package dev.fuota.gateway.concentrator;

import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;

/** How long a gateway's frames take. */
final class AirTime {
  private static final int FSK_BITS_PER_SECOND = 50_000;
  private static final int FSK_OVERHEAD = 5 + 3 + 1 + 2; // preamble, sync word, length, CRC

  private AirTime() {}

  /** Whether LoRaWAN has this modulation. */
  static boolean isKnown(Modulation modulation) {
    int bandwidth = modulation.bandwidthHz();
    return modulation.isFsk()
        ? bandwidth == FSK_BITS_PER_SECOND
        : modulation.spreadingFactor() >= 5
            && modulation.spreadingFactor() <= 12
            && (bandwidth == 125_000 || bandwidth == 250_000 || bandwidth == 500_000);
  }

  static Duration of(Modulation modulation, int length) {
    return modulation.isFsk()
        ? Duration.ofNanos(1_000_000_000L / FSK_BITS_PER_SECOND * 8 * (FSK_OVERHEAD + length))
        : TimeOnAir.of(modulation.spreadingFactor(), modulation.bandwidthHz(), length, false);
  }

  static Duration ofBeacon(Emission beacon) {
    return of(beacon.modulation(), beacon.phyPayload().length());
  }
}
