package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code DevStatusReq}, downlink CID 0x06 (LoRaWAN 1.0.4, section 5): nothing behind the CID. Asks
 * for battery and reception.
 */
public record DevStatusReq() implements DownCommand, BareCommand {
  static final int CID = 0x06;

  @Override
  public int cid() {
    return CID;
  }
}
