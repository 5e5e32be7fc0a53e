package dev.fuota.agent.multicast;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.multicast.RootKeyKind;

/**
 * How a device offers Remote Multicast Setup.
 *
 * @param version the one it speaks
 * @param rootKey with which the keys of groups arrive wrapped
 * @param rootKeyKind which of the device's keys {@code rootKey} is
 * @param groups how many it supports, 1..4: their ids are 0..{@code groups}-1
 * @param endSessionOnCompletion whether a running session ends when nothing is left to receive in
 *     it; otherwise it ends with its time-out (TS005-20)
 * @param startMissedWithUndefined whether StartMissed comes with McGroupUndefined (version 2)
 * @param lateClassB whether a class B session that began less than a beacon period ago is entered;
 *     otherwise its start is in the past (TS005-12)
 */
public record MulticastSettings(
    PackageVersion version,
    AesKey rootKey,
    RootKeyKind rootKeyKind,
    int groups,
    boolean endSessionOnCompletion,
    boolean startMissedWithUndefined,
    boolean lateClassB) {

  public MulticastSettings {
    if (groups < 1 || groups > MulticastCommand.GROUPS_MAX) {
      throw new IllegalArgumentException(groups + " groups");
    }
  }

  /** McKEKey, which comes from another root key in LoRaWAN 1.1 than in 1.0.x (TS005-02). */
  AesKey keyEncryptionKey() {
    return McKeys.keyEncryptionKey(rootKeyKind.mcRootKey(rootKey));
  }
}
