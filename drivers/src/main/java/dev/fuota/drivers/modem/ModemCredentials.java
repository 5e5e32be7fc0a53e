package dev.fuota.drivers.modem;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;

/** How the device on the modem comes to its session. The modems know LoRaWAN 1.0.x only. */
public sealed interface ModemCredentials {

  /** It joins. */
  record Otaa(Eui devEui, Eui joinEui, AesKey appKey) implements ModemCredentials {}

  /** It has a session for life. */
  record Personalised(DevAddr devAddr, AesKey nwkSKey, AesKey appSKey)
      implements ModemCredentials {}
}
