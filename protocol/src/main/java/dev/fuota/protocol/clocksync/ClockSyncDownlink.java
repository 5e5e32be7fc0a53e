package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command to the device (TS003, version 1). */
public sealed interface ClockSyncDownlink extends ClockSyncCommand
    permits PackageVersionReq, AppTimeAns, DeviceAppTimePeriodicityReq, ForceDeviceResyncReq {

  CommandTable<ClockSyncDownlink> COMMANDS =
      new CommandTable<>(
          "TS003 version 1 downlink",
          Map.of(
              PackageVersionReq.CID, PackageVersionReq::decode,
              AppTimeAns.CID, AppTimeAns::decode,
              DeviceAppTimePeriodicityReq.CID, DeviceAppTimePeriodicityReq::decode,
              ForceDeviceResyncReq.CID, ForceDeviceResyncReq::decode));
}
