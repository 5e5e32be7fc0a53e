package dev.fuota.protocol.lorawan;

/**
 * A LoRa data rate of a region.
 *
 * @param index the number by which LoRaWAN and TS005 call it
 * @param spreadingFactor 5..12
 * @param bandwidthHz 125000, 250000 or 500000
 * @param maxPayload largest FRMPayload of a frame without FOpts, octets
 */
public record DataRate(int index, int spreadingFactor, int bandwidthHz, int maxPayload) {}
