package dev.fuota.server.harness;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;

/** A frame that a gateway took, and when it is on air. */
public record GatewayFrame(Bytes phyPayload, int frequencyHz, DataRate dataRate, Instant at) {

  /** From the first symbol of the preamble to the end of the last symbol. */
  public Duration timeOnAir() {
    return TimeOnAir.of(dataRate, phyPayload.length(), false);
  }
}
