package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command to the device (TS004, version 1). */
public sealed interface FragmentationDownlink extends FragmentationCommand
    permits PackageVersionReq,
        FragSessionStatusReq,
        FragSessionSetupReq,
        FragSessionDeleteReq,
        DataFragment {

  CommandTable<FragmentationDownlink> COMMANDS =
      new CommandTable<>(
          "TS004 version 1 downlink",
          Map.of(
              PackageVersionReq.CID, PackageVersionReq::decode,
              FragSessionStatusReq.CID, FragSessionStatusReq::decode,
              FragSessionSetupReq.CID, FragSessionSetupReq::decode,
              FragSessionDeleteReq.CID, FragSessionDeleteReq::decode,
              DataFragment.CID, DataFragment::decode));
}
