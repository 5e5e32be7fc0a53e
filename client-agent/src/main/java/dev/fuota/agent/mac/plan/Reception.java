package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.DataRate;

/**
 * What a receive window is tuned to.
 *
 * @param frequencyHz carrier
 */
public record Reception(int frequencyHz, DataRate rate) {}
