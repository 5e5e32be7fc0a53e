package dev.fuota.fleet.scenario;

import dev.fuota.device.config.Credentials;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.Aes128;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes the keys of a series of devices out of one secret: each is the AES-128 encryption of the
 * block {@code kind 1 | DevEUI 8, most significant first | zeros 7} with the secret. Kinds: 1
 * NwkKey (in LoRaWAN 1.0.x AppKey), 2 AppKey of 1.1, 3 GenAppKey, 4 FNwkSIntKey (in 1.0.x NwkSKey),
 * 5 SNwkSIntKey, 6 NwkSEncKey, 7 AppSKey.
 */
final class KeyRoot {
  private final Aes128 secret;

  KeyRoot(AesKey secret) {
    this.secret = new Aes128(secret);
  }

  /** The secret of a scenario that names none: half of the SHA-256 of a word and the seed. */
  static AesKey secret(long seed) {
    byte[] text = ("fuota fleet " + seed).getBytes(StandardCharsets.US_ASCII);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return AesKey.of(Bytes.of(digest).slice(0, Aes128.BLOCK));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** The keys of one device. */
  Credentials of(Eui devEui, Eui joinEui, DevAddr devAddr, boolean v11) {
    AesKey nwkKey = key(1, devEui);
    AesKey session = key(4, devEui);
    AesKey appSKey = key(7, devEui);
    return new Credentials(
        devEui,
        joinEui,
        v11 ? new JoinKeys(nwkKey, key(2, devEui)) : new JoinKeys(nwkKey),
        key(3, devEui),
        devAddr,
        v11
            ? new SessionKeys(session, key(5, devEui), key(6, devEui), appSKey)
            : new SessionKeys(session, appSKey));
  }

  private AesKey key(int kind, Eui devEui) {
    ByteBuffer block = ByteBuffer.allocate(Aes128.BLOCK).put((byte) kind).putLong(devEui.value());
    return AesKey.of(secret.encrypt(Bytes.of(block.array())));
  }
}
