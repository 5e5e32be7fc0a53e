package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
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
  static final int LENGTH = 1;
  private static final Bits MC_GROUP_ID = new Bits("mcGroupId", 0, 2);
  private static final Bits ID_ERROR = new Bits("idError", 2, 1);

  public McGroupSetupAns {
    MC_GROUP_ID.check(mcGroupId);
  }

  static McGroupSetupAns read(PayloadReader in) {
    return new McGroupSetupAns(in.octet().bits(MC_GROUP_ID), in.flag(ID_ERROR));
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
