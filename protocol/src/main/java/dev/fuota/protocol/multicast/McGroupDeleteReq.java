package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code McGroupDeleteReq}, downlink CID 0x03 (TS005): octet 0, bits 1..0 mcGroupId, 7..2 RFU. Ends
 * a running session of the group and forgets its keys.
 *
 * @param mcGroupId 0..3
 */
public record McGroupDeleteReq(int mcGroupId) implements MulticastDownlink {
  static final int CID = 0x03;
  static final int LENGTH = 1;
  private static final Bits MC_GROUP_ID = new Bits("mcGroupId", 0, 2);

  public McGroupDeleteReq {
    MC_GROUP_ID.check(mcGroupId);
  }

  static McGroupDeleteReq read(PayloadReader in) {
    return new McGroupDeleteReq(in.octet().bits(MC_GROUP_ID));
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
