package dev.fuota.protocol.packages;

import dev.fuota.protocol.clocksync.ClockSyncCommand;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.clocksync.ClockSyncUplink;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.firmware.FirmwareUplink;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.fragmentation.FragmentationUplink;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.MulticastUplink;
import dev.fuota.protocol.multipackage.MultiPackageCommand;
import dev.fuota.protocol.multipackage.MultiPackageDownlink;
import dev.fuota.protocol.multipackage.MultiPackageUplink;
import java.util.Optional;
import java.util.stream.Stream;

/** The application-layer packages of LoRaWAN, in the order of their identifiers. */
public enum ApplicationPackage {
  MULTI_PACKAGE(
      "TS007",
      "multi-package access",
      MultiPackageCommand.PACKAGE_ID,
      MultiPackageCommand.FPORT,
      PackageVersion.V1),
  CLOCK_SYNC(
      "TS003",
      "clock synchronization",
      ClockSyncCommand.PACKAGE_ID,
      ClockSyncCommand.DEFAULT_FPORT,
      PackageVersion.V2),
  MULTICAST_SETUP(
      "TS005",
      "remote multicast setup",
      MulticastCommand.PACKAGE_ID,
      MulticastCommand.DEFAULT_FPORT,
      PackageVersion.V2),
  FRAGMENTATION(
      "TS004",
      "fragmented data block transport",
      FragmentationCommand.PACKAGE_ID,
      FragmentationCommand.DEFAULT_FPORT,
      PackageVersion.V2),
  FIRMWARE_MANAGEMENT(
      "TS006",
      "firmware management",
      FirmwareCommand.PACKAGE_ID,
      FirmwareCommand.DEFAULT_FPORT,
      PackageVersion.V1);

  /** The way a payload goes. */
  public enum Direction {
    DOWN,
    UP
  }

  private final String specification;
  private final String title;
  private final int id;
  private final int defaultFPort;
  private final PackageVersion newest;

  ApplicationPackage(
      String specification, String title, int id, int defaultFPort, PackageVersion newest) {
    this.specification = specification;
    this.title = title;
    this.id = id;
    this.defaultFPort = defaultFPort;
    this.newest = newest;
  }

  /** The package with this identifier; empty if there is none. */
  public static Optional<ApplicationPackage> of(int id) {
    return Stream.of(values()).filter(one -> one.id == id).findFirst();
  }

  /** The name of its specification, as {@code TS004}. */
  public String specification() {
    return specification;
  }

  /** What it is for, in words. */
  public String title() {
    return title;
  }

  public int id() {
    return id;
  }

  /** Where it is unless agreed otherwise. */
  public int defaultFPort() {
    return defaultFPort;
  }

  /** Whether there is such a version of it. */
  public boolean has(PackageVersion version) {
    return version.compareTo(newest) <= 0;
  }

  /** Its commands; a package with one version has those, whatever {@code version} is. */
  public CommandTable<? extends Command> commands(PackageVersion version, Direction direction) {
    boolean down = direction == Direction.DOWN;
    return switch (this) {
      case MULTI_PACKAGE -> down ? MultiPackageDownlink.COMMANDS : MultiPackageUplink.COMMANDS;
      case CLOCK_SYNC ->
          down ? ClockSyncDownlink.commands(version) : ClockSyncUplink.commands(version);
      case MULTICAST_SETUP ->
          down ? MulticastDownlink.commands(version) : MulticastUplink.commands(version);
      case FRAGMENTATION ->
          down ? FragmentationDownlink.commands(version) : FragmentationUplink.commands(version);
      case FIRMWARE_MANAGEMENT -> down ? FirmwareDownlink.COMMANDS : FirmwareUplink.COMMANDS;
    };
  }
}
