package dev.fuota.protocol.lorawan;

import java.util.Objects;

/**
 * The keys of a LoRaWAN session. LoRaWAN 1.0.x has one network key, which stands in all three
 * places; for a multicast group it is McNwkSKey, and McAppSKey is the last one.
 *
 * @param fNwkSIntKey makes the MIC, or half of that of a 1.1 uplink
 * @param sNwkSIntKey makes the MIC of 1.1 downlinks, and half of that of 1.1 uplinks
 * @param nwkSEncKey encrypts FPort 0, and the FOpts of 1.1
 * @param appSKey encrypts all other ports
 */
public record SessionKeys(
    AesKey fNwkSIntKey, AesKey sNwkSIntKey, AesKey nwkSEncKey, AesKey appSKey) {

  /** The keys of a 1.0.x session. */
  public SessionKeys(AesKey nwkSKey, AesKey appSKey) {
    this(nwkSKey, nwkSKey, nwkSKey, appSKey);
  }

  // Written out: each device of a fleet asks this of each frame, and what a record has by itself is
  // slow until the compiler has thought long about it.
  @Override
  public boolean equals(Object other) {
    return other instanceof SessionKeys keys
        && fNwkSIntKey.equals(keys.fNwkSIntKey)
        && sNwkSIntKey.equals(keys.sNwkSIntKey)
        && nwkSEncKey.equals(keys.nwkSEncKey)
        && appSKey.equals(keys.appSKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fNwkSIntKey, sNwkSIntKey, nwkSEncKey, appSKey);
  }

  /** The network key of a 1.0.x session. */
  public AesKey nwkSKey() {
    return fNwkSIntKey;
  }
}
