package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.BareCommand;

/**
 * {@code BeaconTimingReq}, uplink CID 0x12 (LoRaWAN 1.0.4, section 13): nothing behind the CID.
 * Asks when the next beacon comes. Deprecated: DeviceTimeReq replaces it.
 */
public record BeaconTimingReq() implements UpCommand, BareCommand {
  static final int CID = 0x12;

  @Override
  public int cid() {
    return CID;
  }
}
