package dev.fuota.gateway.port;

import dev.fuota.protocol.codec.Bytes;

/**
 * What a gateway is asked to send. LoRa frames have coding rate 4/5 and an explicit header.
 *
 * @param phyPayload the frame
 * @param frequencyHz carrier
 * @param modulation data rate
 * @param eirpDbm power
 * @param invertedIq true for downlinks, false for what gateways are to hear
 * @param timing when to begin
 */
public record Transmission(
    Bytes phyPayload,
    int frequencyHz,
    Modulation modulation,
    int eirpDbm,
    boolean invertedIq,
    Timing timing) {}
