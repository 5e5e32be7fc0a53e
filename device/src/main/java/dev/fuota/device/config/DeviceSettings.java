package dev.fuota.device.config;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.boot.Strategy;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.RootKeyKind;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who a device is, and how it lives in its network.
 *
 * @param pingPeriodicity of a device that asks for class B, 0..7
 * @param adr whether it lets the network set its data rate
 * @param dataRate index of its first uplinks
 * @param subBand 1..8: the one that its network has of 72 fixed channels; empty: not known
 * @param uplinkInterval the longest time between two uplinks
 * @param joinSpread it sends its first join-request at random within this time
 * @param rebootAfter how long after an image was found good it restarts into it by itself; empty:
 *     only a server says when
 * @param leaves whether it ends a multicast session as soon as it has what it was for
 * @param classId 16 octets, its hardware; empty: that of the sample firmware
 */
public record DeviceSettings(
    Credentials credentials,
    boolean joins,
    LorawanVersion version,
    DeviceClass deviceClass,
    OptionalInt pingPeriodicity,
    boolean adr,
    int dataRate,
    OptionalInt subBand,
    PackageVersion packages,
    Duration uplinkInterval,
    Duration joinSpread,
    Strategy strategy,
    Optional<Duration> rebootAfter,
    boolean leaves,
    Compatibility compatibility,
    Optional<Bytes> classId,
    long hardwareVersion) {

  /** How its MAC is to be, where the MAC is ours. */
  public MacConfig macConfig(Region region) {
    Activation activation =
        joins
            ? new Activation.Otaa(
                credentials.devEui(), credentials.joinEui(), credentials.joinKeys())
            : new Activation.Personalised(credentials.devAddr(), credentials.sessionKeys());
    MacConfig config =
        MacConfig.of(region, activation)
            .withVersion(version)
            .withClass(deviceClass)
            .withDataRate(dataRate, adr)
            .withHabits(MacHabits.USUAL.withJoinSpread(joinSpread).withSubBand(subBand));
    return pingPeriodicity.isPresent() ? config.withPingSlots(pingPeriodicity.getAsInt()) : config;
  }

  /** The root of its multicast keys (TS005): in LoRaWAN 1.1 the AppKey, before that GenAppKey. */
  public AesKey rootKey() {
    return rootKeyKind() == RootKeyKind.APP_KEY
        ? credentials.joinKeys().appKey()
        : credentials.genAppKey();
  }

  /** Which of its keys that is. */
  public RootKeyKind rootKeyKind() {
    return version == LorawanVersion.V1_1 ? RootKeyKind.APP_KEY : RootKeyKind.GEN_APP_KEY;
  }
}
