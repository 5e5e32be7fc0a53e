package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;

/** A command to the device (TS003). */
public sealed interface ClockSyncDownlink extends ClockSyncCommand
    permits PackageVersionReq, AppTimeAns, DeviceAppTimePeriodicityReq, ForceDeviceResyncReq {

  /** The commands that version {@code version} has. */
  static CommandTable<ClockSyncDownlink> commands(PackageVersion version) {
    return switch (version) {
      case V1 -> ClockSyncTables.DOWN_V1;
      case V2 -> ClockSyncTables.DOWN_V2;
    };
  }
}
