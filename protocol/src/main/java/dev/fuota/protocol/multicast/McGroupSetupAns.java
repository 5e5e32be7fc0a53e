package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code McGroupSetupAns}, uplink CID 0x02 (TS005): octet 0, bits 1..0 mcGroupId, bit 2 idError,
 * 7..3 RFU.
 *
 * @param mcGroupId 0..3
 * @param idError the device does not support this id; nothing was changed
 */
public record McGroupSetupAns(int mcGroupId, boolean idError) implements MulticastUplink {
  static final int CID = 0x02;
  private static final int LENGTH = 1;
  private static final Bits MC_GROUP_ID = new Bits(0, 2);
  private static final Bits ID_ERROR = new Bits(2, 1);

  public McGroupSetupAns {
    MC_GROUP_ID.check(mcGroupId);
  }

  static Decoded<MulticastUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("McGroupSetupAns", LENGTH, in.remaining());
    }
    int octet = Unsigned.u8(in);
    return Decoded.ok(new McGroupSetupAns(MC_GROUP_ID.get(octet), ID_ERROR.isSet(octet)));
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
    out.put((byte) (MC_GROUP_ID.put(mcGroupId) | ID_ERROR.put(idError)));
  }
}
