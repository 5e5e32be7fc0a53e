package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code DevUpgradeImageReq}, downlink CID 0x04 (TS006): which image waits to be installed? No
 * payload.
 */
public record DevUpgradeImageReq() implements FirmwareDownlink, BareCommand {
  static final int CID = 0x04;

  @Override
  public int cid() {
    return CID;
  }
}
