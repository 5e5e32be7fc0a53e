package dev.fuota.agent.multicast;

/** Which of a device's keys its multicast keys come from; the two give different ones. */
public enum RootKeyKind {
  /** LoRaWAN 1.0.x. */
  GEN_APP_KEY,
  /** LoRaWAN 1.1. */
  APP_KEY
}
