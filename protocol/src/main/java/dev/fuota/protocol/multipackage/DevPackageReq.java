package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.BareCommand;

/** {@code DevPackageReq}, downlink CID 0x01 (TS007): which packages are there? No payload. */
public record DevPackageReq() implements MultiPackageDownlink, BareCommand {
  static final int CID = 0x01;

  @Override
  public int cid() {
    return CID;
  }
}
