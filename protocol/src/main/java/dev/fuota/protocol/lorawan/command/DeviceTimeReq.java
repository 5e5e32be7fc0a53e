package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code DeviceTimeReq}, uplink CID 0x0d (LoRaWAN 1.0.4, section 5): nothing behind the CID. Asks
 * for the time at the end of this very uplink.
 */
public record DeviceTimeReq() implements UpCommand, BareCommand {
  static final int CID = 0x0d;

  @Override
  public int cid() {
    return CID;
  }
}
