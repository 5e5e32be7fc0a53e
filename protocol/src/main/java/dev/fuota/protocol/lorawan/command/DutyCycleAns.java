package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code DutyCycleAns}, uplink CID 0x04 (LoRaWAN 1.0.4, section 5): nothing behind the CID. The
 * limit is set.
 */
public record DutyCycleAns() implements UpCommand, BareCommand {
  static final int CID = 0x04;

  @Override
  public int cid() {
    return CID;
  }
}
