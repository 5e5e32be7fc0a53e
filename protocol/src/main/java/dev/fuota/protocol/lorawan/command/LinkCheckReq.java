package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code LinkCheckReq}, uplink CID 0x02 (LoRaWAN 1.0.4, section 5): nothing behind the CID. Asks
 * how well this very uplink is heard.
 */
public record LinkCheckReq() implements UpCommand, BareCommand {
  static final int CID = 0x02;

  @Override
  public int cid() {
    return CID;
  }
}
