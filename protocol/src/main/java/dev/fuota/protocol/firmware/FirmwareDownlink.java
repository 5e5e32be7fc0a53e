package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.CommandTable;

/** A command to the device (TS006, version 1). */
public sealed interface FirmwareDownlink extends FirmwareCommand
    permits PackageVersionReq,
        DevVersionReq,
        DevRebootTimeReq,
        DevRebootCountdownReq,
        DevUpgradeImageReq,
        DevDeleteImageReq {

  CommandTable<FirmwareDownlink> COMMANDS = FirmwareTables.DOWN;
}
