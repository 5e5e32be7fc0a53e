package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code McGroupStatusReq}, downlink CID 0x01 (TS005): octet 0, bits 3..0 reqGroupMask, 7..4 RFU.
 *
 * @param reqGroupMask 0..15, bit i asks for group i
 */
public record McGroupStatusReq(int reqGroupMask) implements MulticastDownlink {
  static final int CID = 0x01;
  private static final int LENGTH = 1;
  private static final Bits REQ_GROUP_MASK = new Bits(0, 4);

  public McGroupStatusReq {
    REQ_GROUP_MASK.check(reqGroupMask);
  }

  static Decoded<MulticastDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("McGroupStatusReq", LENGTH, in.remaining());
    }
    return Decoded.ok(new McGroupStatusReq(REQ_GROUP_MASK.get(Unsigned.u8(in))));
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
