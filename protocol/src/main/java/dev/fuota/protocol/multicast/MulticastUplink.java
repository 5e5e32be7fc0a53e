package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;

/** A command from the device (TS005). */
public sealed interface MulticastUplink extends MulticastCommand
    permits PackageVersionAns, McGroupStatusAns, McGroupSetupAns, McGroupDeleteAns, McSessionAns {

  /** The commands that version {@code version} has. */
  static CommandTable<MulticastUplink> commands(PackageVersion version) {
    return switch (version) {
      case V1 -> MulticastTables.UP_V1;
      case V2 -> MulticastTables.UP_V2;
    };
  }
}
