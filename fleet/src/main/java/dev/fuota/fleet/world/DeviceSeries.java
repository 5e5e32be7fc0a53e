package dev.fuota.fleet.world;

import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.DataRate;
import java.time.Duration;

/**
 * What all devices of a fleet share.
 *
 * @param factoryFlash what their flash holds when they leave the factory
 * @param keys whose signatures they trust
 * @param heartbeat the longest time between two uplinks of a device
 * @param dataRate of all uplinks
 */
public record DeviceSeries(
    NorFlash factoryFlash, TrustedKeys keys, Duration heartbeat, DataRate dataRate) {
  private static final long HARDWARE_VERSION = 1;

  /** Devices that run {@code image} when they leave the factory. */
  public static DeviceSeries running(
      Bytes image, TrustedKeys keys, Duration heartbeat, DataRate dataRate) {
    return new DeviceSeries(DeviceKind.factoryFlash(image), keys, heartbeat, dataRate);
  }

  AgentConfig agentConfig(DeviceIdentity identity) {
    return new AgentConfig(
        new Hardware(identity.classId(), HARDWARE_VERSION),
        DeviceKeys.ofGenAppKey(identity.genAppKey(), keys),
        Packages.all(PackageVersion.V1),
        DeviceKind.LIMITS,
        ApplicationPolicy.firmwareOnly(heartbeat),
        Compatibility.STRICT);
  }
}
