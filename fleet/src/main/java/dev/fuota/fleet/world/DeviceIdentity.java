package dev.fuota.fleet.world;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.server.port.DeviceId;
import java.util.random.RandomGenerator;

/**
 * What makes a device of a series this one.
 *
 * @param activation its addresses and its LoRaWAN keys
 * @param rootKey the root of its multicast keys (TS005)
 * @param rootKeyKind which of its keys that is
 * @param hardware of its series
 */
public record DeviceIdentity(
    Activation activation, AesKey rootKey, RootKeyKind rootKeyKind, Hardware hardware) {

  /** A device that is activated by personalisation, with keys drawn by lot. */
  public static DeviceIdentity draw(DevAddr devAddr, Bytes classId, RandomGenerator random) {
    SessionKeys sessionKeys = new SessionKeys(key(random), key(random));
    Activation activation = new Activation.Personalised(devAddr, sessionKeys);
    return new DeviceIdentity(
        activation, key(random), RootKeyKind.GEN_APP_KEY, DeviceKind.hardware(classId));
  }

  /** Its name at the network server. */
  public DeviceId id() {
    if (activation instanceof Activation.Otaa otaa) {
      return new DeviceId(otaa.devEui().value());
    }
    return DeviceId.of(((Activation.Personalised) activation).devAddr());
  }

  private static AesKey key(RandomGenerator random) {
    byte[] octets = new byte[AesKey.LENGTH];
    random.nextBytes(octets);
    return AesKey.of(Bytes.of(octets));
  }
}
