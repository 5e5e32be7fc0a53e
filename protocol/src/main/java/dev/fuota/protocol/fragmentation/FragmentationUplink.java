package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command from the device (TS004, version 1). */
public sealed interface FragmentationUplink extends FragmentationCommand
    permits PackageVersionAns, FragSessionStatusAns, FragSessionSetupAns, FragSessionDeleteAns {

  CommandTable<FragmentationUplink> COMMANDS =
      new CommandTable<>(
          "TS004 version 1 uplink",
          Map.of(
              PackageVersionAns.CID, PackageVersionAns::decode,
              FragSessionStatusAns.CID, FragSessionStatusAns::decode,
              FragSessionSetupAns.CID, FragSessionSetupAns::decode,
              FragSessionDeleteAns.CID, FragSessionDeleteAns::decode));
}
