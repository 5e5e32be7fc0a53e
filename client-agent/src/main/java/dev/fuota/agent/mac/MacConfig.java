package dev.fuota.agent.mac;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;

/**
 * A device that was activated by personalisation.
 *
 * @param keys NwkSKey and AppSKey
 * @param dataRate of all uplinks
 */
public record MacConfig(DevAddr devAddr, SessionKeys keys, DataRate dataRate) {}
