package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;

/** A command to the device (TS004). */
public sealed interface FragmentationDownlink extends FragmentationCommand
    permits PackageVersionReq,
        FragSessionStatusReq,
        FragSessionSetup,
        FragSessionDeleteReq,
        FragDataBlockReceivedAns,
        DataFragment {

  /** The commands that version {@code version} has. */
  static CommandTable<FragmentationDownlink> commands(PackageVersion version) {
    return switch (version) {
      case V1 -> FragmentationTables.DOWN_V1;
      case V2 -> FragmentationTables.DOWN_V2;
    };
  }
}
