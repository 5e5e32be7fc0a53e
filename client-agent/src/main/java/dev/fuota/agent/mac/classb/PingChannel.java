package dev.fuota.agent.mac.classb;

/**
 * Where ping slots are.
 *
 * @param frequencyHz 0: as the region has it, which may hop
 * @param rate data rate index
 */
public record PingChannel(int frequencyHz, int rate) {}
