package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.CommandTable;

/** A command from the device (TS006, version 1). */
public sealed interface FirmwareUplink extends FirmwareCommand
    permits PackageVersionAns,
        DevVersionAns,
        DevRebootTimeAns,
        DevRebootCountdownAns,
        DevUpgradeImageAns,
        DevDeleteImageAns {

  CommandTable<FirmwareUplink> COMMANDS = FirmwareTables.UP;
}
