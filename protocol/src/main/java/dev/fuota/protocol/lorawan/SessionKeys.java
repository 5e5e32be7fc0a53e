package dev.fuota.protocol.lorawan;

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

  /** The network key of a 1.0.x session. */
  public AesKey nwkSKey() {
    return fNwkSIntKey;
  }
}
