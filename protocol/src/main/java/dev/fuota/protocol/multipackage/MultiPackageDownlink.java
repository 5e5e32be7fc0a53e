package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.CommandTable;

/** A command to the device (TS007, version 1). */
public sealed interface MultiPackageDownlink extends MultiPackageCommand
    permits PackageVersionReq, DevPackageReq, MultiPackBufferReq {

  CommandTable<MultiPackageDownlink> COMMANDS = MultiPackageTables.DOWN;
}
