package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.CommandTable;

/** A command from the device (TS007, version 1). */
public sealed interface MultiPackageUplink extends MultiPackageCommand
    permits PackageVersionAns, DevPackageAns, MultiPackBufferFrag {

  CommandTable<MultiPackageUplink> COMMANDS = MultiPackageTables.UP;
}
