package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.protocol.firmware.FirmwareUplink;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationUplink;
import dev.fuota.protocol.multicast.McClassBSessionAns;
import dev.fuota.protocol.multicast.McClassBSessionAnsV2;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionAnsV2;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.multicast.MulticastUplink;
import dev.fuota.server.port.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the commands of an uplink by its port, in the version that its device speaks (PKG-07).
 * Answers of version 1 come out as those of version 2, which can say the same and more, so nobody
 * behind this has to know two of each.
 */
final class UplinkReader {
  private static final Set<Integer> PORTS =
      Set.of(
          MulticastCommand.DEFAULT_FPORT,
          FragmentationCommand.DEFAULT_FPORT,
          FirmwareCommand.DEFAULT_FPORT,
          DevVersionReport.FPORT);

  private UplinkReader() {}

  /**
   * What an uplink says.
   *
   * @param whole whether nothing behind the commands was left unread
   */
  record Content(List<Command> commands, boolean whole) {}

  /** The commands of an uplink; empty if its port is none of the packages'. */
  static Optional<Content> read(Uplink uplink, PackageVersion version) {
    return switch (uplink.fPort()) {
      case MulticastCommand.DEFAULT_FPORT ->
          read(MulticastUplink.commands(version), uplink.payload());
      case FragmentationCommand.DEFAULT_FPORT ->
          read(FragmentationUplink.commands(version), uplink.payload());
      case FirmwareCommand.DEFAULT_FPORT -> read(FirmwareUplink.COMMANDS, uplink.payload());
      default -> Optional.empty();
    };
  }

  private static <C extends Command> Optional<Content> read(CommandTable<C> table, Bytes payload) {
    CommandTable.Stream<C> stream = table.decodeAll(payload);
    List<Command> commands = stream.commands().stream().map(UplinkReader::asVersion2).toList();
    return Optional.of(new Content(commands, stream.defect().isEmpty()));
  }

  private static Command asVersion2(Command command) {
    if (command instanceof FragSessionSetupAns ans) {
      return new FragSessionSetupAnsV2(
          ans.fragAlgoUnsupported(),
          ans.notEnoughMemory(),
          ans.fragIndexUnsupported(),
          ans.wrongDescriptor(),
          false,
          ans.fragIndex());
    }
    if (command instanceof FragSessionStatusAns ans) {
      return FragSessionStatusAnsV2.of(
          ans.notEnoughMatrixMemory(),
          false,
          ans.nbFragReceived(),
          ans.fragIndex(),
          ans.missingFrag());
    }
    if (command instanceof McClassBSessionAns ans) {
      return new McClassBSessionAnsV2(
          ans.mcGroupId(),
          ans.drError(),
          ans.freqError(),
          ans.mcGroupUndefined(),
          false,
          ans.timeToStart());
    }
    if (command instanceof McClassCSessionAns ans) {
      return new McClassCSessionAnsV2(
          ans.mcGroupId(),
          ans.drError(),
          ans.freqError(),
          ans.mcGroupUndefined(),
          false,
          ans.timeToStart());
    }
    return command;
  }

  /** Whether a campaign reads this port. */
  static boolean owns(int fPort) {
    return PORTS.contains(fPort);
  }
}
