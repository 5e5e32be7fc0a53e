package dev.fuota.server.campaign;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.time.Duration;

/**
 * A device to be updated.
 *
 * @param genAppKey wraps the group's key for this device (TS005)
 * @param uplinkInterval the longest time between two of its uplinks; more than zero
 */
public record Target(DevAddr devAddr, AesKey genAppKey, Duration uplinkInterval) {}
