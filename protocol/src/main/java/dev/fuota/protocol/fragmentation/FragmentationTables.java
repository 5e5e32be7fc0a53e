package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Entry;
import dev.fuota.protocol.codec.VersionAnswer;
import dev.fuota.protocol.codec.VersionRequest;
import java.util.List;

/** All commands of TS004. */
final class FragmentationTables {
  // What both versions have alike.
  private static final Entry<FragSessionStatusReq> STATUS_REQ =
      Entry.fixed(
          FragSessionStatusReq.CID,
          "FragSessionStatusReq",
          FragSessionStatusReq.class,
          FragSessionStatusReq.LENGTH,
          FragSessionStatusReq::read);
  private static final Entry<FragSessionDeleteReq> DELETE_REQ =
      Entry.fixed(
          FragSessionDeleteReq.CID,
          "FragSessionDeleteReq",
          FragSessionDeleteReq.class,
          FragSessionDeleteReq.LENGTH,
          FragSessionDeleteReq::read);
  private static final Entry<DataFragment> DATA_FRAGMENT =
      new Entry<>(
          DataFragment.CID,
          "DataFragment",
          DataFragment.class,
          DataFragment.LENGTH,
          DataFragment::read);
  private static final Entry<FragSessionDeleteAns> DELETE_ANS =
      Entry.fixed(
          FragSessionDeleteAns.CID,
          "FragSessionDeleteAns",
          FragSessionDeleteAns.class,
          FragSessionDeleteAns.LENGTH,
          FragSessionDeleteAns::read);

  static final CommandTable<FragmentationDownlink> DOWN_V1 =
      new CommandTable<>(
          "TS004 version 1 downlink",
          List.of(
              VersionRequest.entry(PackageVersionReq.class, PackageVersionReq::new),
              STATUS_REQ,
              Entry.fixed(
                  FragSessionSetupReq.CID,
                  "FragSessionSetupReq",
                  FragSessionSetupReq.class,
                  FragSessionSetupReq.LENGTH,
                  FragSessionSetupReq::read),
              DELETE_REQ,
              DATA_FRAGMENT));
  static final CommandTable<FragmentationDownlink> DOWN_V2 =
      new CommandTable<>(
          "TS004 version 2 downlink",
          List.of(
              VersionRequest.entry(PackageVersionReq.class, PackageVersionReq::new),
              STATUS_REQ,
              Entry.fixed(
                  FragSessionSetupReqV2.CID,
                  "FragSessionSetupReq",
                  FragSessionSetupReqV2.class,
                  FragSessionSetupReqV2.LENGTH,
                  FragSessionSetupReqV2::read),
              DELETE_REQ,
              Entry.fixed(
                  FragDataBlockReceivedAns.CID,
                  "FragDataBlockReceivedAns",
                  FragDataBlockReceivedAns.class,
                  FragDataBlockReceivedAns.LENGTH,
                  FragDataBlockReceivedAns::read),
              DATA_FRAGMENT));
  static final CommandTable<FragmentationUplink> UP_V1 =
      new CommandTable<>(
          "TS004 version 1 uplink",
          List.of(
              VersionAnswer.entry(PackageVersionAns.class, PackageVersionAns::new),
              Entry.fixed(
                  FragSessionStatusAns.CID,
                  "FragSessionStatusAns",
                  FragSessionStatusAns.class,
                  FragSessionStatusAns.LENGTH,
                  FragSessionStatusAns::read),
              Entry.fixed(
                  FragSessionSetupAns.CID,
                  "FragSessionSetupAns",
                  FragSessionSetupAns.class,
                  FragSessionSetupAns.LENGTH,
                  FragSessionSetupAns::read),
              DELETE_ANS));
  static final CommandTable<FragmentationUplink> UP_V2 =
      new CommandTable<>(
          "TS004 version 2 uplink",
          List.of(
              VersionAnswer.entry(PackageVersionAns.class, PackageVersionAns::new),
              new Entry<>(
                  FragSessionStatusAnsV2.CID,
                  "FragSessionStatusAns",
                  FragSessionStatusAnsV2.class,
                  FragSessionStatusAnsV2.LENGTH,
                  FragSessionStatusAnsV2::read),
              Entry.fixed(
                  FragSessionSetupAnsV2.CID,
                  "FragSessionSetupAns",
                  FragSessionSetupAnsV2.class,
                  FragSessionSetupAnsV2.LENGTH,
                  FragSessionSetupAnsV2::read),
              DELETE_ANS,
              Entry.fixed(
                  FragDataBlockReceivedReq.CID,
                  "FragDataBlockReceivedReq",
                  FragDataBlockReceivedReq.class,
                  FragDataBlockReceivedReq.LENGTH,
                  FragDataBlockReceivedReq::read)));

  private FragmentationTables() {}
}
