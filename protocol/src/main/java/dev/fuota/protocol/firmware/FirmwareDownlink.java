package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command to the device (TS006, version 1). */
public sealed interface FirmwareDownlink extends FirmwareCommand
    permits PackageVersionReq,
        DevVersionReq,
        DevRebootTimeReq,
        DevRebootCountdownReq,
        DevUpgradeImageReq,
        DevDeleteImageReq {

  CommandTable<FirmwareDownlink> COMMANDS =
      new CommandTable<>(
          "TS006 version 1 downlink",
          Map.of(
              PackageVersionReq.CID, PackageVersionReq::decode,
              DevVersionReq.CID, DevVersionReq::decode,
              DevRebootTimeReq.CID, DevRebootTimeReq::decode,
              DevRebootCountdownReq.CID, DevRebootCountdownReq::decode,
              DevUpgradeImageReq.CID, DevUpgradeImageReq::decode,
              DevDeleteImageReq.CID, DevDeleteImageReq::decode));
}
