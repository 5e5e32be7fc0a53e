package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code McGroupDeleteReq}, downlink CID 0x03 (TS005): octet 0, bits 1..0 mcGroupId, 7..2 RFU. Ends
 * a running session of the group and forgets its keys.
 *
 * @param mcGroupId 0..3
 */
public record McGroupDeleteReq(int mcGroupId) implements MulticastDownlink {
  static final int CID = 0x03;
  private static final int LENGTH = 1;
  private static final Bits MC_GROUP_ID = new Bits(0, 2);

  public McGroupDeleteReq {
    MC_GROUP_ID.check(mcGroupId);
  }

  static Decoded<MulticastDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("McGroupDeleteReq", LENGTH, in.remaining());
    }
    return Decoded.ok(new McGroupDeleteReq(MC_GROUP_ID.get(Unsigned.u8(in))));
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
    out.put((byte) MC_GROUP_ID.put(mcGroupId));
  }
}
