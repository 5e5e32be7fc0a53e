package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command from the device (TS006, version 1). */
public sealed interface FirmwareUplink extends FirmwareCommand
    permits PackageVersionAns,
        DevVersionAns,
        DevRebootTimeAns,
        DevRebootCountdownAns,
        DevUpgradeImageAns,
        DevDeleteImageAns {

  CommandTable<FirmwareUplink> COMMANDS =
      new CommandTable<>(
          "TS006 version 1 uplink",
          Map.of(
              PackageVersionAns.CID, PackageVersionAns::decode,
              DevVersionAns.CID, DevVersionAns::decode,
              DevRebootTimeAns.CID, DevRebootTimeAns::decode,
              DevRebootCountdownAns.CID, DevRebootCountdownAns::decode,
              DevUpgradeImageAns.CID, DevUpgradeImageAns::decode,
              DevDeleteImageAns.CID, DevDeleteImageAns::decode));
}
