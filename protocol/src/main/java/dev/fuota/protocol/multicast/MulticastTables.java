package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Entry;
import dev.fuota.protocol.codec.VersionAnswer;
import dev.fuota.protocol.codec.VersionRequest;
import java.util.List;

/** All commands of TS005. Its versions differ in the answers to session requests only. */
final class MulticastTables {
  // What both versions have alike.
  private static final Entry<McGroupStatusAns> STATUS_ANS =
      new Entry<>(
          McGroupStatusAns.CID,
          "McGroupStatusAns",
          McGroupStatusAns.class,
          McGroupStatusAns.LENGTH,
          McGroupStatusAns::read);
  private static final Entry<McGroupSetupAns> SETUP_ANS =
      Entry.fixed(
          McGroupSetupAns.CID,
          "McGroupSetupAns",
          McGroupSetupAns.class,
          McGroupSetupAns.LENGTH,
          McGroupSetupAns::read);
  private static final Entry<McGroupDeleteAns> DELETE_ANS =
      Entry.fixed(
          McGroupDeleteAns.CID,
          "McGroupDeleteAns",
          McGroupDeleteAns.class,
          McGroupDeleteAns.LENGTH,
          McGroupDeleteAns::read);

  static final CommandTable<MulticastDownlink> DOWN_V1 = down(1);
  static final CommandTable<MulticastDownlink> DOWN_V2 = down(2);
  static final CommandTable<MulticastUplink> UP_V1 =
      new CommandTable<>(
          "TS005 version 1 uplink",
          List.of(
              VersionAnswer.entry(PackageVersionAns.class, PackageVersionAns::new),
              STATUS_ANS,
              SETUP_ANS,
              DELETE_ANS,
              new Entry<>(
                  McClassCSessionAns.CID,
                  "McClassCSessionAns",
                  McClassCSessionAns.class,
                  SessionLayout.ANSWER_LENGTH,
                  McClassCSessionAns::read),
              new Entry<>(
                  McClassBSessionAns.CID,
                  "McClassBSessionAns",
                  McClassBSessionAns.class,
                  SessionLayout.ANSWER_LENGTH,
                  McClassBSessionAns::read)));
  static final CommandTable<MulticastUplink> UP_V2 =
      new CommandTable<>(
          "TS005 version 2 uplink",
          List.of(
              VersionAnswer.entry(PackageVersionAns.class, PackageVersionAns::new),
              STATUS_ANS,
              SETUP_ANS,
              DELETE_ANS,
              new Entry<>(
                  McClassCSessionAnsV2.CID,
                  "McClassCSessionAns",
                  McClassCSessionAnsV2.class,
                  SessionLayout.ANSWER_LENGTH,
                  McClassCSessionAnsV2::read),
              new Entry<>(
                  McClassBSessionAnsV2.CID,
                  "McClassBSessionAns",
                  McClassBSessionAnsV2.class,
                  SessionLayout.ANSWER_LENGTH,
                  McClassBSessionAnsV2::read)));

  private MulticastTables() {}

  private static CommandTable<MulticastDownlink> down(int version) {
    return new CommandTable<>(
        "TS005 version " + version + " downlink",
        List.of(
            VersionRequest.entry(PackageVersionReq.class, PackageVersionReq::new),
            Entry.fixed(
                McGroupStatusReq.CID,
                "McGroupStatusReq",
                McGroupStatusReq.class,
                McGroupStatusReq.LENGTH,
                McGroupStatusReq::read),
            Entry.fixed(
                McGroupSetupReq.CID,
                "McGroupSetupReq",
                McGroupSetupReq.class,
                McGroupSetupReq.LENGTH,
                McGroupSetupReq::read),
            Entry.fixed(
                McGroupDeleteReq.CID,
                "McGroupDeleteReq",
                McGroupDeleteReq.class,
                McGroupDeleteReq.LENGTH,
                McGroupDeleteReq::read),
            Entry.fixed(
                McClassCSessionReq.CID,
                "McClassCSessionReq",
                McClassCSessionReq.class,
                SessionLayout.REQUEST_LENGTH,
                McClassCSessionReq::read),
            Entry.fixed(
                McClassBSessionReq.CID,
                "McClassBSessionReq",
                McClassBSessionReq.class,
                SessionLayout.REQUEST_LENGTH,
                McClassBSessionReq::read)));
  }
}
