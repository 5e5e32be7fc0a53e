package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Entry;
import dev.fuota.protocol.codec.VersionAnswer;
import dev.fuota.protocol.codec.VersionRequest;
import java.util.List;

/** All commands of TS007. */
final class MultiPackageTables {
  static final CommandTable<MultiPackageDownlink> DOWN =
      new CommandTable<>(
          "TS007 version 1 downlink",
          List.of(
              VersionRequest.entry(PackageVersionReq.class, PackageVersionReq::new),
              Entry.bare(
                  DevPackageReq.CID, "DevPackageReq", DevPackageReq.class, DevPackageReq::new),
              Entry.fixed(
                  MultiPackBufferReq.CID,
                  "MultiPackBufferReq",
                  MultiPackBufferReq.class,
                  MultiPackBufferReq.LENGTH,
                  MultiPackBufferReq::read)));
  static final CommandTable<MultiPackageUplink> UP =
      new CommandTable<>(
          "TS007 version 1 uplink",
          List.of(
              VersionAnswer.entry(PackageVersionAns.class, PackageVersionAns::new),
              new Entry<>(
                  DevPackageAns.CID,
                  "DevPackageAns",
                  DevPackageAns.class,
                  DevPackageAns.LENGTH,
                  DevPackageAns::read),
              Entry.fixed(
                  MultiPackBufferFrag.CID,
                  "MultiPackBufferFrag",
                  MultiPackBufferFrag.class,
                  MultiPackBufferFrag.LENGTH,
                  MultiPackBufferFrag::read)));

  private MultiPackageTables() {}
}
