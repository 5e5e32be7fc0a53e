package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code PingSlotInfoAns}, downlink CID 0x10 (LoRaWAN 1.0.4, section 13): nothing behind the CID.
 * The network knows the periodicity.
 */
public record PingSlotInfoAns() implements DownCommand, BareCommand {
  static final int CID = 0x10;

  @Override
  public int cid() {
    return CID;
  }
}
