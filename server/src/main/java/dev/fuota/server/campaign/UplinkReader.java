package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.protocol.firmware.FirmwareUplink;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationUplink;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.multicast.MulticastUplink;
import dev.fuota.server.port.Uplink;
import java.util.Map;
import java.util.Optional;

/** Reads the commands of an uplink by its port. */
final class UplinkReader {
  private static final Map<Integer, CommandTable<? extends Command>> PACKAGES =
      Map.of(
          MulticastCommand.DEFAULT_FPORT, MulticastUplink.commands(PackageVersion.V1),
          FragmentationCommand.DEFAULT_FPORT, FragmentationUplink.commands(PackageVersion.V1),
          FirmwareCommand.DEFAULT_FPORT, FirmwareUplink.COMMANDS);

  private UplinkReader() {}

  /** The commands of an uplink; empty if its port is none of the packages'. */
  static Optional<CommandTable.Stream<? extends Command>> read(Uplink uplink) {
    return Optional.ofNullable(PACKAGES.get(uplink.fPort()))
        .map(table -> table.decodeAll(uplink.payload()));
  }

  /** Whether a campaign reads this port. */
  static boolean owns(int fPort) {
    return PACKAGES.containsKey(fPort) || fPort == DevVersionReport.FPORT;
  }
}
