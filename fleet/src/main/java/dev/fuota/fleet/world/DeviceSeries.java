package dev.fuota.fleet.world;

import dev.fuota.agent.fragmentation.ImageDescriptor;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.DeviceLimits;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.boot.Strategy;
import dev.fuota.hal.flash.FlashMap;
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
 * @param partitions how their flash is divided
 * @param limits how much they do at once
 * @param strategy how their bootloader installs an image
 * @param keys whose signatures they trust
 * @param policy what their application wants
 * @param dataRate of all uplinks
 * @param packages that they offer
 * @param driftPpm the most that their clocks run too fast or too slow
 * @param compatibility concessions to their server
 */
public record DeviceSeries(
    NorFlash factoryFlash,
    FlashMap.Sizes partitions,
    DeviceLimits limits,
    Strategy strategy,
    TrustedKeys keys,
    ApplicationPolicy policy,
    DataRate dataRate,
    Packages packages,
    double driftPpm,
    Compatibility compatibility) {
  /** What a crystal of a wrist watch does over all temperatures. */
  public static final double DRIFT_PPM = 20;

  /**
   * Devices of {@link DeviceKind} that run {@code image} when they leave the factory, and want
   * nothing but firmware.
   *
   * @param heartbeat the longest time between two uplinks of a device
   */
  public static DeviceSeries running(
      Bytes image,
      Strategy strategy,
      TrustedKeys keys,
      Duration heartbeat,
      DataRate dataRate,
      PackageVersion packageVersion) {
    return new DeviceSeries(
        DeviceKind.factoryFlash(image),
        DeviceKind.PARTITIONS,
        DeviceKind.LIMITS,
        strategy,
        keys,
        policy(strategy, heartbeat),
        dataRate,
        Packages.all(packageVersion),
        DRIFT_PPM,
        Compatibility.STRICT);
  }

  /**
   * What the application of such a device wants: firmware, and each file of which its server says
   * nothing, since they are devices to try things on.
   *
   * @param heartbeat the longest time between two uplinks of a device
   */
  public static ApplicationPolicy policy(Strategy strategy, Duration heartbeat) {
    ApplicationPolicy trial = new ApplicationPolicy(heartbeat, ImageDescriptor::isBlank, false);
    return strategy.canRevert() ? trial : trial.withoutTrial();
  }

  /** The version of those packages that have two. */
  public PackageVersion packageVersion() {
    return packages.fragmentation().version();
  }

  AgentConfig agentConfig(DeviceIdentity identity) {
    return new AgentConfig(
        identity.hardware(),
        new DeviceKeys(identity.rootKey(), identity.rootKeyKind(), keys),
        packages,
        limits,
        policy,
        compatibility);
  }
}
