package dev.fuota.device.config;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;

/**
 * What a device and its network server both know of it.
 *
 * @param genAppKey the root of its multicast keys in LoRaWAN 1.0.x; in 1.1 that is AppKey
 * @param devAddr used if it is activated by personalisation, as are the session keys
 */
public record Credentials(
    Eui devEui,
    Eui joinEui,
    JoinKeys joinKeys,
    AesKey genAppKey,
    DevAddr devAddr,
    SessionKeys sessionKeys) {}
