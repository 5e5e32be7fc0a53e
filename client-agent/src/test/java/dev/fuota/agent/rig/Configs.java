package dev.fuota.agent.rig;

import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.DeviceLimits;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.agent.runtime.Packages.Offer;
import dev.fuota.protocol.codec.PackageVersion;
import java.time.Duration;

/** What an {@link AgentBench} can be provisioned with. */
public final class Configs {
  private static final long HARDWARE = 0x1234_5678;
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  private Configs() {}

  /** All packages, in this version where there are two. */
  public static AgentConfig with(PackageVersion version) {
    return with(Packages.all(version), Compatibility.STRICT);
  }

  /** All packages on these ports. */
  public static AgentConfig on(
      PackageVersion version, int clockSync, int multicast, int fragmentation, int firmware) {
    return with(
        new Packages(
            new Offer(version, clockSync),
            new Offer(version, multicast),
            new Offer(version, fragmentation),
            new Offer(PackageVersion.V1, firmware),
            true),
        Compatibility.STRICT);
  }

  /** All packages, but each on its own port only. */
  public static AgentConfig withoutMultiPackage() {
    Packages all = Packages.all(PackageVersion.V2);
    return with(
        new Packages(all.clockSync(), all.multicast(), all.fragmentation(), all.firmware(), false),
        Compatibility.STRICT);
  }

  /** Version 2 of all packages, and an application that takes blocks of any kind. */
  public static AgentConfig withFiles() {
    return with(
        Packages.all(PackageVersion.V2),
        new ApplicationPolicy(HEARTBEAT, descriptor -> true, false),
        Compatibility.STRICT);
  }

  public static AgentConfig with(Packages packages, Compatibility compatibility) {
    return with(packages, ApplicationPolicy.firmwareOnly(HEARTBEAT), compatibility);
  }

  private static AgentConfig with(
      Packages packages, ApplicationPolicy policy, Compatibility compatibility) {
    return new AgentConfig(
        new Hardware(Firmware.CLASS_ID, HARDWARE),
        DeviceKeys.ofGenAppKey(TestDevice.GEN_APP_KEY, Firmware.TRUSTED),
        packages,
        new DeviceLimits(4, 1, 64),
        policy,
        compatibility);
  }
}
