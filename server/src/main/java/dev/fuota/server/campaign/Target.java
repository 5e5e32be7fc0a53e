package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;

/**
 * A device to be updated.
 *
 * @param rootKey wraps the group's key for this device (TS005), and in version 2 proves the block
 *     (TS004)
 * @param rootKeyKind which of its keys that is
 * @param uplinkInterval the longest time between two of its uplinks; more than zero
 * @param packageVersion of its packages that have two (PKG-07)
 * @param leavesWhenComplete whether it ends the group's session as soon as it has everything, which
 *     TS005 leaves to its application; if not it hears what is for it alone only behind its uplinks
 *     until the session ends
 */
public record Target(
    DeviceId device,
    AesKey rootKey,
    RootKeyKind rootKeyKind,
    Duration uplinkInterval,
    PackageVersion packageVersion,
    boolean leavesWhenComplete) {

  /** A device that listens to the group until the session ends. */
  public Target(
      DeviceId device,
      AesKey rootKey,
      RootKeyKind rootKeyKind,
      Duration uplinkInterval,
      PackageVersion packageVersion) {
    this(device, rootKey, rootKeyKind, uplinkInterval, packageVersion, false);
  }

  /** A device of LoRaWAN 1.0.x. */
  public Target(
      DeviceId device, AesKey genAppKey, Duration uplinkInterval, PackageVersion packageVersion) {
    this(device, genAppKey, RootKeyKind.GEN_APP_KEY, uplinkInterval, packageVersion);
  }
}
