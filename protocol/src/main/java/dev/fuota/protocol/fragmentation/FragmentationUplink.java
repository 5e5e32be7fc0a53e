package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;

/** A command from the device (TS004). */
public sealed interface FragmentationUplink extends FragmentationCommand
    permits PackageVersionAns,
        FragSessionStatusAns,
        FragSessionStatusAnsV2,
        FragSessionSetupAns,
        FragSessionSetupAnsV2,
        FragSessionDeleteAns,
        FragDataBlockReceivedReq {

  /** The commands that version {@code version} has. */
  static CommandTable<FragmentationUplink> commands(PackageVersion version) {
    return switch (version) {
      case V1 -> FragmentationTables.UP_V1;
      case V2 -> FragmentationTables.UP_V2;
    };
  }
}
