package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Entry;
import dev.fuota.protocol.codec.VersionAnswer;
import dev.fuota.protocol.codec.VersionRequest;
import java.util.List;

/**
 * All commands of TS003. Its versions look the same on air and behave differently; one command has
 * another name.
 */
final class ClockSyncTables {
  static final CommandTable<ClockSyncDownlink> DOWN_V1 = down(1, "ForceDeviceResyncReq");
  static final CommandTable<ClockSyncDownlink> DOWN_V2 = down(2, "ForceDeviceResyncCmd");
  static final CommandTable<ClockSyncUplink> UP_V1 = up(1);
  static final CommandTable<ClockSyncUplink> UP_V2 = up(2);

  private ClockSyncTables() {}

  private static CommandTable<ClockSyncDownlink> down(int version, String forceDeviceResync) {
    return new CommandTable<>(
        "TS003 version " + version + " downlink",
        List.of(
            VersionRequest.entry(PackageVersionReq.class, PackageVersionReq::new),
            Entry.fixed(
                AppTimeAns.CID,
                "AppTimeAns",
                AppTimeAns.class,
                AppTimeAns.LENGTH,
                AppTimeAns::read),
            Entry.fixed(
                DeviceAppTimePeriodicityReq.CID,
                "DeviceAppTimePeriodicityReq",
                DeviceAppTimePeriodicityReq.class,
                DeviceAppTimePeriodicityReq.LENGTH,
                DeviceAppTimePeriodicityReq::read),
            Entry.fixed(
                ForceDeviceResyncReq.CID,
                forceDeviceResync,
                ForceDeviceResyncReq.class,
                ForceDeviceResyncReq.LENGTH,
                ForceDeviceResyncReq::read)));
  }

  private static CommandTable<ClockSyncUplink> up(int version) {
    return new CommandTable<>(
        "TS003 version " + version + " uplink",
        List.of(
            VersionAnswer.entry(PackageVersionAns.class, PackageVersionAns::new),
            Entry.fixed(
                AppTimeReq.CID,
                "AppTimeReq",
                AppTimeReq.class,
                AppTimeReq.LENGTH,
                AppTimeReq::read),
            Entry.fixed(
                DeviceAppTimePeriodicityAns.CID,
                "DeviceAppTimePeriodicityAns",
                DeviceAppTimePeriodicityAns.class,
                DeviceAppTimePeriodicityAns.LENGTH,
                DeviceAppTimePeriodicityAns::read)));
  }
}
