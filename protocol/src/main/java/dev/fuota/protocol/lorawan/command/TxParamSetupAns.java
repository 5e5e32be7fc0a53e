package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code TXParamSetupAns}, uplink CID 0x09 (LoRaWAN 1.0.4, section 5): nothing behind the CID. The
 * limits are set.
 */
public record TxParamSetupAns() implements UpCommand, BareCommand {
  static final int CID = 0x09;

  @Override
  public int cid() {
    return CID;
  }
}
