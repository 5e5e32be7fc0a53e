package dev.fuota.fleet.world;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.random.RandomGenerator;

/**
 * What makes a device of a series this one.
 *
 * @param devAddr its address, activated by personalisation
 * @param genAppKey the root of its multicast keys (TS005)
 * @param classId 16 octets: its hardware
 */
public record DeviceIdentity(
    DevAddr devAddr, SessionKeys sessionKeys, AesKey genAppKey, Bytes classId) {

  /** Draws the keys. */
  public static DeviceIdentity draw(DevAddr devAddr, Bytes classId, RandomGenerator random) {
    SessionKeys sessionKeys = new SessionKeys(key(random), key(random));
    return new DeviceIdentity(devAddr, sessionKeys, key(random), classId);
  }

  private static AesKey key(RandomGenerator random) {
    byte[] octets = new byte[AesKey.LENGTH];
    random.nextBytes(octets);
    return AesKey.of(Bytes.of(octets));
  }
}
