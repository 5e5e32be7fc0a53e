package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code DevVersionReq}, downlink CID 0x01 (TS006): which firmware runs on which hardware? No
 * payload.
 */
public record DevVersionReq() implements FirmwareDownlink, BareCommand {
  static final int CID = 0x01;

  @Override
  public int cid() {
    return CID;
  }
}
