package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command from the device (TS005, version 1). */
public sealed interface MulticastUplink extends MulticastCommand
    permits PackageVersionAns,
        McGroupStatusAns,
        McGroupSetupAns,
        McGroupDeleteAns,
        McClassCSessionAns,
        McClassBSessionAns {

  CommandTable<MulticastUplink> COMMANDS =
      new CommandTable<>(
          "TS005 version 1 uplink",
          Map.of(
              PackageVersionAns.CID, PackageVersionAns::decode,
              McGroupStatusAns.CID, McGroupStatusAns::decode,
              McGroupSetupAns.CID, McGroupSetupAns::decode,
              McGroupDeleteAns.CID, McGroupDeleteAns::decode,
              McClassCSessionAns.CID, McClassCSessionAns::decode,
              McClassBSessionAns.CID, McClassBSessionAns::decode));
}
