package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.CommandTable;
import java.util.Map;

/** A command from the device (TS003, version 1). */
public sealed interface ClockSyncUplink extends ClockSyncCommand
    permits PackageVersionAns, AppTimeReq, DeviceAppTimePeriodicityAns {

  CommandTable<ClockSyncUplink> COMMANDS =
      new CommandTable<>(
          "TS003 version 1 uplink",
          Map.of(
              PackageVersionAns.CID, PackageVersionAns::decode,
              AppTimeReq.CID, AppTimeReq::decode,
              DeviceAppTimePeriodicityAns.CID, DeviceAppTimePeriodicityAns::decode));
}
