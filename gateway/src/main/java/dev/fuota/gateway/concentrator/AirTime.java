package dev.fuota.gateway.concentrator;

import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;

/** How long a gateway's frames take. */
final class AirTime {
  private static final int FSK_BITS_PER_SECOND = 50_000;

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
        ? TimeOnAir.ofFsk(length)
        : TimeOnAir.of(modulation.spreadingFactor(), modulation.bandwidthHz(), length, false);
  }

  static Duration ofBeacon(Emission beacon) {
    Modulation modulation = beacon.modulation();
    return TimeOnAir.of(
        TxParameters.beacon(modulation.spreadingFactor(), modulation.bandwidthHz()),
        beacon.phyPayload().length());
  }
}
