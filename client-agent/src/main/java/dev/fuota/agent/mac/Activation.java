package dev.fuota.agent.mac;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;

/** How a device comes to its session (LoRaWAN 1.0.4, section 6). */
public sealed interface Activation {

  /** It joins: over the air activation. */
  record Otaa(Eui devEui, Eui joinEui, JoinKeys keys) implements Activation {}

  /** It was given a session for life: activation by personalisation. */
  record Personalised(DevAddr devAddr, SessionKeys keys) implements Activation {}
}
