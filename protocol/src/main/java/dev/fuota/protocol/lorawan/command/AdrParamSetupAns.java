package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code ADRParamSetupAns}, uplink CID 0x0c (LoRaWAN 1.1, section 5): nothing behind the CID. The
 * limits are set.
 */
public record AdrParamSetupAns() implements UpCommand, BareCommand {
  static final int CID = 0x0c;

  @Override
  public int cid() {
    return CID;
  }
}
