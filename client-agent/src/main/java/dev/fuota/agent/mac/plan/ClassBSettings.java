package dev.fuota.agent.mac.plan;

/**
 * Where a network put the beacon and the ping slots of a device.
 *
 * @param pingFrequencyHz 0: as the region has it, which may hop
 * @param pingRate data rate index of ping slots
 * @param beaconFrequencyHz 0: as the region has it, which may hop
 */
public record ClassBSettings(int pingFrequencyHz, int pingRate, int beaconFrequencyHz) {}
