package dev.fuota.protocol.codec;

import java.util.function.Supplier;

/** PackageVersionReq, downlink CID 0x00 of every package: which package and version is here? */
public interface VersionRequest extends BareCommand {
  int CID = 0x00;

  @Override
  default int cid() {
    return CID;
  }

  /** What tables say of the request {@code type}. */
  static <C extends VersionRequest> CommandTable.Entry<C> entry(
      Class<C> type, Supplier<C> request) {
    return CommandTable.Entry.bare(CID, "PackageVersionReq", type, request);
  }
}
