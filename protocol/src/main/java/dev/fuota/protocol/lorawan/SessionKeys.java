package dev.fuota.protocol.lorawan;

/**
 * The keys of a LoRaWAN 1.0.x session. For a multicast group they are McNwkSKey and McAppSKey.
 *
 * @param nwkSKey makes the MIC, and encrypts FPort 0
 * @param appSKey encrypts all other ports
 */
public record SessionKeys(AesKey nwkSKey, AesKey appSKey) {}
