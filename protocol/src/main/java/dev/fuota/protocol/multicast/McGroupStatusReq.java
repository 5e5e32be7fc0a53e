package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code McGroupStatusReq}, downlink CID 0x01 (TS005): octet 0, bits 3..0 reqGroupMask, 7..4 RFU.
 *
 * @param reqGroupMask 0..15, bit i asks for group i
 */
public record McGroupStatusReq(int reqGroupMask) implements MulticastDownlink {
  static final int CID = 0x01;
  static final int LENGTH = 1;
  private static final Bits REQ_GROUP_MASK = new Bits("reqGroupMask", 0, 4);

  public McGroupStatusReq {
    REQ_GROUP_MASK.check(reqGroupMask);
  }

  static McGroupStatusReq read(PayloadReader in) {
    return new McGroupStatusReq(in.octet().bits(REQ_GROUP_MASK));
  }

  /** Whether group {@code mcGroupId}, 0..3, is asked for. */
  public boolean asksFor(int mcGroupId) {
    return (reqGroupMask >> mcGroupId & 1) != 0;
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
    out.put((byte) REQ_GROUP_MASK.put(reqGroupMask));
  }
}
