package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.multicast.RootKeyKind;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.firmware.Abilities;
import dev.fuota.server.firmware.Candidate;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A device in the registry, with its keys.
 *
 * @param registration what a network is told that has no registry of its own
 * @param uplinkInterval the longest time between two of its uplinks
 * @param rootKey of the keys of its groups; empty on a network of MSU, which has no keys
 * @param hardware its class id, 16 octets
 * @param fwVersion that it runs, as FWversion of TS006
 */
record DeviceEntry(
    DeviceId device,
    String name,
    String network,
    Optional<DeviceRegistration> registration,
    LorawanVersion lorawan,
    DeviceClass deviceClass,
    PackageVersion packages,
    Duration uplinkInterval,
    Optional<AesKey> rootKey,
    Optional<Bytes> hardware,
    OptionalLong fwVersion,
    Abilities abilities) {

  /** By what its root key is called: devices of 1.1 have it from AppKey. */
  RootKeyKind rootKeyKind() {
    return lorawan == LorawanVersion.V1_1 ? RootKeyKind.APP_KEY : RootKeyKind.GEN_APP_KEY;
  }

  Target target() {
    return new Target(device, rootKey.orElseThrow(), rootKeyKind(), uplinkInterval, packages);
  }

  Candidate candidate() {
    return new Candidate(device, fwVersion, Optional.empty(), hardware, abilities);
  }

  /** The same device with another firmware. */
  DeviceEntry running(long version) {
    return new DeviceEntry(
        device,
        name,
        network,
        registration,
        lorawan,
        deviceClass,
        packages,
        uplinkInterval,
        rootKey,
        hardware,
        OptionalLong.of(version),
        abilities);
  }

  /** The same device, told of equal abilities by another object. */
  DeviceEntry withAbilities(Abilities shared) {
    return new DeviceEntry(
        device,
        name,
        network,
        registration,
        lorawan,
        deviceClass,
        packages,
        uplinkInterval,
        rootKey,
        hardware,
        fwVersion,
        shared);
  }
}
