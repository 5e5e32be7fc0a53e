package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;

/** A command to the device (TS005). */
public sealed interface MulticastDownlink extends MulticastCommand
    permits PackageVersionReq, McGroupStatusReq, McGroupSetupReq, McGroupDeleteReq, McSessionReq {

  /** The commands that version {@code version} has. */
  static CommandTable<MulticastDownlink> commands(PackageVersion version) {
    return switch (version) {
      case V1 -> MulticastTables.DOWN_V1;
      case V2 -> MulticastTables.DOWN_V2;
    };
  }
}
