package dev.fuota.server.port;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;

/**
 * A downlink frame with its place on air: inverted IQ, no payload CRC, as all LoRaWAN downlinks.
 *
 * @param at start of the preamble; now or later
 */
public record GatewayFrame(Bytes phyPayload, int frequencyHz, DataRate dataRate, Instant at) {

  /** From the first symbol of the preamble to the end of the last symbol. */
  public Duration timeOnAir() {
    return TimeOnAir.of(dataRate, phyPayload.length(), false);
  }
}
