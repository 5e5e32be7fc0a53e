package dev.fuota.protocol.multicast;

import dev.fuota.protocol.lorawan.AesKey;

/** Which of a device's keys its multicast keys come from; the two give different ones. */
public enum RootKeyKind {
  /** LoRaWAN 1.0.x. */
  GEN_APP_KEY,
  /** LoRaWAN 1.1. */
  APP_KEY;

  /** McRootKey of a device whose key of this kind is {@code key}. */
  public AesKey mcRootKey(AesKey key) {
    return switch (this) {
      case GEN_APP_KEY -> McKeys.rootKeyOfGenAppKey(key);
      case APP_KEY -> McKeys.rootKeyOfAppKey(key);
    };
  }
}
