package dev.fuota.agent.runtime;

import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.multicast.MulticastDownlink;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The packages that a device offers: which version of each on which port (PKG-06, PKG-07). It never
 * speaks another one. Multi-package access has a port of its own that cannot be changed.
 */
public record Packages(
    Offer clockSync, Offer multicast, Offer fragmentation, Offer firmware, boolean multiPackage) {
  private static final int PORT_MAX = 223;

  /**
   * One package.
   *
   * @param fPort 1..223
   */
  public record Offer(PackageVersion version, int fPort) {
    public Offer {
      if (fPort < 1 || fPort > PORT_MAX) {
        throw new IllegalArgumentException("FPort " + fPort + " is not within 1.." + PORT_MAX);
      }
    }
  }

  public Packages {
    List<Integer> ports =
        Stream.of(clockSync, multicast, fragmentation, firmware).map(Offer::fPort).toList();
    if (ports.stream().distinct().count() < ports.size()) {
      throw new IllegalArgumentException("two packages share a port: " + ports);
    }
    if (ports.contains(DevVersionReport.FPORT)) {
      throw new IllegalArgumentException(
          DevVersionReport.FPORT + " is the port of version reports");
    }
    if (firmware.version() != PackageVersion.V1) {
      throw new IllegalArgumentException("firmware management has version 1 only");
    }
  }

  /** The commands that may come on a port; empty if no package owns it. */
  Optional<CommandTable<? extends Command>> commandsOn(int fPort) {
    if (fPort == fragmentation.fPort()) {
      return Optional.of(FragmentationDownlink.commands(fragmentation.version()));
    }
    if (fPort == clockSync.fPort()) {
      return Optional.of(ClockSyncDownlink.commands(clockSync.version()));
    }
    if (fPort == multicast.fPort()) {
      return Optional.of(MulticastDownlink.commands(multicast.version()));
    }
    return fPort == firmware.fPort() ? Optional.of(FirmwareDownlink.COMMANDS) : Optional.empty();
  }

  /** All packages on their default ports, those that have two versions in this one. */
  public static Packages all(PackageVersion version) {
    return new Packages(
        new Offer(version, ClockSyncDownlink.DEFAULT_FPORT),
        new Offer(version, MulticastDownlink.DEFAULT_FPORT),
        new Offer(version, FragmentationDownlink.DEFAULT_FPORT),
        new Offer(PackageVersion.V1, FirmwareDownlink.DEFAULT_FPORT),
        true);
  }
}
