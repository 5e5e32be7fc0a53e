package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.Aes128;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The keys of multicast groups (TS005, "Remote multicast setup: key derivation"). Every step is one
 * AES-128 encryption of one block; {@code pad} is zeros up to 16 octets.
 *
 * <pre>
 * McRootKey = AES(GenAppKey, pad)                      LoRaWAN 1.0.x
 *           = AES(AppKey, 20 | pad)                    LoRaWAN 1.1
 * McKEKey   = AES(McRootKey, pad)
 * McKey     = AES(McKEKey, McKey_encrypted)
 * McAppSKey = AES(McKey, 01 | McAddr | pad)
 * McNwkSKey = AES(McKey, 02 | McAddr | pad)
 * </pre>
 *
 * <p>GenAppKey is a root key of its own beside the AppKey of a LoRaWAN 1.0.x device.
 */
public final class McKeys {

  private McKeys() {}

  /** McRootKey of a LoRaWAN 1.0.x device. */
  public static AesKey rootKeyOfGenAppKey(AesKey genAppKey) {
    return derive(genAppKey, 0x00);
  }

  /** McRootKey of a LoRaWAN 1.1 device. */
  public static AesKey rootKeyOfAppKey(AesKey appKey) {
    return derive(appKey, 0x20);
  }

  /** McKEKey, with which McKeys travel. */
  public static AesKey keyEncryptionKey(AesKey mcRootKey) {
    return derive(mcRootKey, 0x00);
  }

  /**
   * McKey out of McKey_encrypted: the device's side.
   *
   * @param mcKeyEncrypted 16 octets
   */
  public static AesKey unwrap(AesKey mcKeKey, Bytes mcKeyEncrypted) {
    return AesKey.of(new Aes128(mcKeKey).encrypt(mcKeyEncrypted));
  }

  /** McKey_encrypted out of McKey: the server's side. */
  public static Bytes wrap(AesKey mcKeKey, AesKey mcKey) {
    return Aes128.decrypt(mcKeKey, mcKey.bytes());
  }

  /** McNwkSKey and McAppSKey: the group's session. */
  public static SessionKeys sessionKeys(AesKey mcKey, DevAddr mcAddr) {
    return new SessionKeys(nwkSKey(mcKey, mcAddr), appSKey(mcKey, mcAddr));
  }

  /** McNwkSKey, which makes the MIC of the group's frames. */
  public static AesKey nwkSKey(AesKey mcKey, DevAddr mcAddr) {
    return derive(mcKey, 0x02, mcAddr);
  }

  /** McAppSKey, which encrypts the group's payloads. */
  public static AesKey appSKey(AesKey mcKey, DevAddr mcAddr) {
    return derive(mcKey, 0x01, mcAddr);
  }

  private static AesKey derive(AesKey key, int firstOctet) {
    return derive(key, firstOctet, new DevAddr(0)); // four octets of the padding
  }

  private static AesKey derive(AesKey key, int firstOctet, DevAddr mcAddr) {
    ByteBuffer block = ByteBuffer.allocate(Aes128.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    block.put((byte) firstOctet);
    mcAddr.putTo(block);
    return AesKey.of(new Aes128(key).encrypt(Bytes.of(block.array())));
  }
}
