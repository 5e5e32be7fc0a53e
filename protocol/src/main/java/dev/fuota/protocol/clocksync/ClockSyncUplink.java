package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;

/** A command from the device (TS003). */
public sealed interface ClockSyncUplink extends ClockSyncCommand
    permits PackageVersionAns, AppTimeReq, DeviceAppTimePeriodicityAns {

  /** The commands that version {@code version} has. */
  static CommandTable<ClockSyncUplink> commands(PackageVersion version) {
    return switch (version) {
      case V1 -> ClockSyncTables.UP_V1;
      case V2 -> ClockSyncTables.UP_V2;
    };
  }
}
