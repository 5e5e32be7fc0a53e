package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code RXTimingSetupAns}, uplink CID 0x08 (LoRaWAN 1.0.4, section 5): nothing behind the CID. The
 * delay is set.
 */
public record RxTimingSetupAns() implements UpCommand, BareCommand {
  static final int CID = 0x08;

  @Override
  public int cid() {
    return CID;
  }
}
