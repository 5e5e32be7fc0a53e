package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code ForceDeviceResyncReq}, downlink CID 0x03 (TS003): octet 0, bits 2..0 nbTransmissions, 7..3
 * RFU. It has no answer of its own; the device sends AppTimeReq.
 *
 * @param nbTransmissions 0..7: at most so many requests, until one is answered; 0 asks for none
 */
public record ForceDeviceResyncReq(int nbTransmissions) implements ClockSyncDownlink {
  static final int CID = 0x03;
  static final int LENGTH = 1;
  private static final Bits NB_TRANSMISSIONS = new Bits("nbTransmissions", 0, 3);

  public ForceDeviceResyncReq {
    NB_TRANSMISSIONS.check(nbTransmissions);
  }

  static ForceDeviceResyncReq read(PayloadReader in) {
    return new ForceDeviceResyncReq(in.octet().bits(NB_TRANSMISSIONS));
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put((byte) NB_TRANSMISSIONS.put(nbTransmissions));
  }
}
