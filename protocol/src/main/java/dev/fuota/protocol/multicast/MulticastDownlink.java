package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command to the device (TS005, version 1). */
public sealed interface MulticastDownlink extends MulticastCommand
    permits PackageVersionReq,
        McGroupStatusReq,
        McGroupSetupReq,
        McGroupDeleteReq,
        McClassCSessionReq,
        McClassBSessionReq {

  CommandTable<MulticastDownlink> COMMANDS =
      new CommandTable<>(
          "TS005 version 1 downlink",
          Map.of(
              PackageVersionReq.CID, PackageVersionReq::decode,
              McGroupStatusReq.CID, McGroupStatusReq::decode,
              McGroupSetupReq.CID, McGroupSetupReq::decode,
              McGroupDeleteReq.CID, McGroupDeleteReq::decode,
              McClassCSessionReq.CID, McClassCSessionReq::decode,
              McClassBSessionReq.CID, McClassBSessionReq::decode));
}
