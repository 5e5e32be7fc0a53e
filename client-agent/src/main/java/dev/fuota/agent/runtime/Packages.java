package dev.fuota.agent.runtime;

import dev.fuota.hal.link.LorawanLink;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multipackage.MultiPackageCommand;
import dev.fuota.protocol.multipackage.OfferedPackage;
import dev.fuota.protocol.packages.ApplicationPackage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** What is offered but for multi-package access, in the order of the identifiers. */
  private Map<ApplicationPackage, Offer> offers() {
    Map<ApplicationPackage, Offer> offers = new EnumMap<>(ApplicationPackage.class);
    offers.put(ApplicationPackage.CLOCK_SYNC, clockSync);
    offers.put(ApplicationPackage.MULTICAST_SETUP, multicast);
    offers.put(ApplicationPackage.FRAGMENTATION, fragmentation);
    offers.put(ApplicationPackage.FIRMWARE_MANAGEMENT, firmware);
    return offers;
  }

  /** The commands that may come on a port, unless it is that of multi-package access. */
  Optional<CommandTable<? extends Command>> commandsOn(int fPort) {
    if (fPort == fragmentation.fPort()) { // by far the most: each fragment comes here
      return Optional.of(commands(ApplicationPackage.FRAGMENTATION, fragmentation));
    }
    return offers().entrySet().stream()
        .filter(each -> each.getValue().fPort() == fPort)
        .<CommandTable<? extends Command>>map(each -> commands(each.getKey(), each.getValue()))
        .findFirst();
  }

  /** All commands that may come, by the identifier of their package. */
  Map<Integer, CommandTable<? extends Command>> commandsByIdentifier() {
    Map<Integer, CommandTable<? extends Command>> tables = new HashMap<>();
    offers().forEach((which, offer) -> tables.put(which.id(), commands(which, offer)));
    return tables;
  }

  private static CommandTable<? extends Command> commands(ApplicationPackage which, Offer offer) {
    return which.commands(offer.version(), ApplicationPackage.Direction.DOWN);
  }

  /** What DevPackageAns says: multi-package access, and all others (TS007-05). */
  List<OfferedPackage> offered() {
    List<OfferedPackage> all = new ArrayList<>();
    all.add(
        new OfferedPackage(
            MultiPackageCommand.PACKAGE_ID,
            MultiPackageCommand.VERSION,
            MultiPackageCommand.FPORT));
    offers()
        .forEach(
            (which, offer) ->
                all.add(new OfferedPackage(which.id(), offer.version().number(), offer.fPort())));
    return all;
  }

  /**
   * Those of them that can be answered now: a link that reaches no FPort of multi-package access
   * cannot answer on it, and knows its limits only when its modem has answered.
   */
  Packages over(LorawanLink link) {
    boolean reached = link.capabilities().maxFPort() >= MultiPackageCommand.FPORT;
    return reached ? this : new Packages(clockSync, multicast, fragmentation, firmware, false);
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
