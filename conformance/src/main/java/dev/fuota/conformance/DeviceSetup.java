package dev.fuota.conformance;

import dev.fuota.agent.runtime.Packages;
import dev.fuota.conformance.device.SampleFirmware;
import dev.fuota.conformance.device.VirtualDevice;
import dev.fuota.protocol.clocksync.ClockSyncCommand;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.RootKeyKind;
import java.util.List;
import java.util.Optional;

/** Devices as known-answer files describe them; what they leave open is as usual. */
final class DeviceSetup {
  private static final int MULTI_PACKAGE = 0;
  private static final int INDEXES = 4;
  private static final int BLOCK_MAX = 250_000;
  private static final int BLOCK_USUAL = 100_000;
  private static final long FW_VERSION = 0x0100_0000;
  private static final AesKey ANY_KEY = AesKey.fromHex("00112233445566778899aabbccddeeff");

  private DeviceSetup() {}

  /** The device of an exchange: all packages in the version that is asked for. */
  static VirtualDevice ofExchange(Entry exchange) {
    Entry config = exchange.get("config");
    config
        .find("region")
        .filter(region -> !region.text().equals("EU868"))
        .ifPresent(
            region -> {
              throw region.malformed("this region is not known");
            });
    return new VirtualDevice(
        new VirtualDevice.Setup(
            config.has("rootKey") ? LorawanFields.key(config, "rootKey") : ANY_KEY,
            config.find("rootKeyKind").map(DeviceSetup::kind).orElse(RootKeyKind.GEN_APP_KEY),
            packages(exchange, config),
            orElse(config, "maxGroups", 1, INDEXES, INDEXES),
            orElse(config, "maxSessions", 1, INDEXES, INDEXES),
            orElse(config, "maxBytes", 1, BLOCK_MAX, BLOCK_USUAL),
            SampleFirmware.version(config.find("fwVersion").map(Entry::u32).orElse(FW_VERSION)),
            config.find("hwVersion").map(Entry::u32).orElse(0L)));
  }

  /** The device of a flow of ChirpStack. */
  static VirtualDevice ofFlow(Entry flow) {
    Entry versions = flow.get("versions");
    Entry keys = flow.get("keys");
    return new VirtualDevice(
        new VirtualDevice.Setup(
            LorawanFields.key(keys, "rootKey"),
            kind(keys.get("rootKeyKind")),
            new Packages(
                offer(versions.get("ts003"), ClockSyncDownlink.DEFAULT_FPORT),
                offer(versions.get("ts005"), MulticastDownlink.DEFAULT_FPORT),
                offer(versions.get("ts004"), FragmentationDownlink.DEFAULT_FPORT),
                new Packages.Offer(PackageVersion.V1, FirmwareDownlink.DEFAULT_FPORT),
                true),
            INDEXES,
            INDEXES,
            BLOCK_USUAL,
            SampleFirmware.version(FW_VERSION),
            0));
  }

  private static Packages packages(Entry exchange, Entry config) {
    if (config.has("packages")) {
      List<Entry> packages = config.get("packages").elements();
      return new Packages(
          offer(config, packages, ClockSyncCommand.PACKAGE_ID),
          offer(config, packages, MulticastCommand.PACKAGE_ID),
          offer(config, packages, FragmentationCommand.PACKAGE_ID),
          offer(config, packages, FirmwareCommand.PACKAGE_ID),
          find(packages, MULTI_PACKAGE).isPresent());
    }
    int id = exchange.integer("package", MULTI_PACKAGE, FirmwareCommand.PACKAGE_ID);
    return Packages.all(
        id == FirmwareCommand.PACKAGE_ID ? PackageVersion.V1 : version(exchange.get("version")));
  }

  private static Packages.Offer offer(Entry config, List<Entry> packages, int id) {
    Entry described =
        find(packages, id).orElseThrow(() -> config.malformed("package " + id + " is missing"));
    return offer(described.get("packageVersion"), described.integer("fPort", 1, 223));
  }

  private static Optional<Entry> find(List<Entry> packages, int id) {
    return packages.stream()
        .filter(described -> described.integer("packageIdentifier") == id)
        .findFirst();
  }

  private static Packages.Offer offer(Entry version, int fPort) {
    return new Packages.Offer(version(version), fPort);
  }

  private static PackageVersion version(Entry version) {
    return PackageVersion.of(version.integer())
        .orElseThrow(() -> version.malformed("there is no version " + version.shown()));
  }

  /** McRootKey of a device with this {@code rootKey} of this {@code rootKeyKind}. */
  static AesKey mcRootKey(Entry config) {
    return kind(config.get("rootKeyKind")).mcRootKey(LorawanFields.key(config, "rootKey"));
  }

  private static RootKeyKind kind(Entry kind) {
    return switch (kind.text()) {
      case "genAppKey" -> RootKeyKind.GEN_APP_KEY;
      case "appKey" -> RootKeyKind.APP_KEY;
      default -> throw kind.malformed("this kind of root key is not known");
    };
  }

  private static int orElse(Entry config, String name, int min, int max, int otherwise) {
    return config.has(name) ? config.integer(name, min, max) : otherwise;
  }
}
