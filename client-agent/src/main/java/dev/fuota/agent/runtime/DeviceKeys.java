package dev.fuota.agent.runtime;

import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.RootKeyKind;

/**
 * What a device trusts. The keys of its LoRaWAN session belong to its link.
 *
 * @param rootKey of the keys for multicast groups and for the integrity of data blocks
 * @param rootKeyKind which of the device's keys {@code rootKey} is
 * @param signers who may sign images
 */
public record DeviceKeys(AesKey rootKey, RootKeyKind rootKeyKind, TrustedKeys signers) {

  /** Those of a LoRaWAN 1.0.x device. */
  public static DeviceKeys ofGenAppKey(AesKey genAppKey, TrustedKeys signers) {
    return new DeviceKeys(genAppKey, RootKeyKind.GEN_APP_KEY, signers);
  }
}
