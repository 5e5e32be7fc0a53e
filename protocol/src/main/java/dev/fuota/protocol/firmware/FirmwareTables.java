package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Entry;
import dev.fuota.protocol.codec.VersionAnswer;
import dev.fuota.protocol.codec.VersionRequest;
import java.util.List;

/** All commands of TS006. */
final class FirmwareTables {
  static final CommandTable<FirmwareDownlink> DOWN =
      new CommandTable<>(
          "TS006 version 1 downlink",
          List.of(
              VersionRequest.entry(PackageVersionReq.class, PackageVersionReq::new),
              Entry.bare(
                  DevVersionReq.CID, "DevVersionReq", DevVersionReq.class, DevVersionReq::new),
              Entry.fixed(
                  DevRebootTimeReq.CID,
                  "DevRebootTimeReq",
                  DevRebootTimeReq.class,
                  DevRebootTimeReq.LENGTH,
                  DevRebootTimeReq::read),
              Entry.fixed(
                  DevRebootCountdownReq.CID,
                  "DevRebootCountdownReq",
                  DevRebootCountdownReq.class,
                  DevRebootCountdownReq.LENGTH,
                  DevRebootCountdownReq::read),
              Entry.bare(
                  DevUpgradeImageReq.CID,
                  "DevUpgradeImageReq",
                  DevUpgradeImageReq.class,
                  DevUpgradeImageReq::new),
              Entry.fixed(
                  DevDeleteImageReq.CID,
                  "DevDeleteImageReq",
                  DevDeleteImageReq.class,
                  DevDeleteImageReq.LENGTH,
                  DevDeleteImageReq::read)));
  static final CommandTable<FirmwareUplink> UP =
      new CommandTable<>(
          "TS006 version 1 uplink",
          List.of(
              VersionAnswer.entry(PackageVersionAns.class, PackageVersionAns::new),
              Entry.fixed(
                  DevVersionAns.CID,
                  "DevVersionAns",
                  DevVersionAns.class,
                  DevVersionAns.LENGTH,
                  DevVersionAns::read),
              Entry.fixed(
                  DevRebootTimeAns.CID,
                  "DevRebootTimeAns",
                  DevRebootTimeAns.class,
                  DevRebootTimeAns.LENGTH,
                  DevRebootTimeAns::read),
              Entry.fixed(
                  DevRebootCountdownAns.CID,
                  "DevRebootCountdownAns",
                  DevRebootCountdownAns.class,
                  DevRebootCountdownAns.LENGTH,
                  DevRebootCountdownAns::read),
              new Entry<>(
                  DevUpgradeImageAns.CID,
                  "DevUpgradeImageAns",
                  DevUpgradeImageAns.class,
                  DevUpgradeImageAns.LENGTH,
                  DevUpgradeImageAns::read),
              Entry.fixed(
                  DevDeleteImageAns.CID,
                  "DevDeleteImageAns",
                  DevDeleteImageAns.class,
                  DevDeleteImageAns.LENGTH,
                  DevDeleteImageAns::read)));

  private FirmwareTables() {}
}
