package dev.fuota.hal.radio;

/**
 * Where and how a LoRa frame is sent. Coding rate 4/5, preamble 8, explicit header and the public
 * sync word are the same for all LoRaWAN data frames.
 *
 * @param frequencyHz carrier
 * @param spreadingFactor 5..12
 * @param bandwidthHz 125000, 250000 or 500000
 */
public record LoraChannel(int frequencyHz, int spreadingFactor, int bandwidthHz) {}
