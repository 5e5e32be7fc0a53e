package dev.fuota.gateway.concentrator;

import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.codec.Bytes;

/**
 * A frame that leaves a gateway now. None has a CRC. LoRa has coding rate 4/5; an ordinary frame
 * has a preamble of 8 symbols and an explicit header, a beacon 10 symbols and an implicit one.
 *
 * @param phyPayload the frame
 * @param frequencyHz carrier
 * @param modulation data rate
 * @param eirpDbm power
 * @param invertedIq true for what devices hear, but beacons
 * @param beacon whether it is a class B beacon
 */
public record Emission(
    Bytes phyPayload,
    int frequencyHz,
    Modulation modulation,
    int eirpDbm,
    boolean invertedIq,
    boolean beacon) {}
