package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.DataRate;

/**
 * How one uplink is sent.
 *
 * @param channelIndex its number in the region's plan
 * @param frequencyHz carrier
 * @param eirpDbm power
 */
public record Send(int channelIndex, int frequencyHz, DataRate rate, int eirpDbm) {}
