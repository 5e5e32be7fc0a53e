package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code McGroupDeleteAns}, uplink CID 0x03 (TS005): octet 0, bits 1..0 mcGroupId, bit 2
 * mcGroupUndefined, 7..3 RFU.
 *
 * @param mcGroupId 0..3
 * @param mcGroupUndefined there was no such group
 */
public record McGroupDeleteAns(int mcGroupId, boolean mcGroupUndefined) implements MulticastUplink {
  static final int CID = 0x03;
  static final int LENGTH = 1;
  private static final Bits MC_GROUP_ID = new Bits("mcGroupId", 0, 2);
  private static final Bits MC_GROUP_UNDEFINED = new Bits("mcGroupUndefined", 2, 1);

  public McGroupDeleteAns {
    MC_GROUP_ID.check(mcGroupId);
  }

  static McGroupDeleteAns read(PayloadReader in) {
    return new McGroupDeleteAns(in.octet().bits(MC_GROUP_ID), in.flag(MC_GROUP_UNDEFINED));
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
    out.put((byte) (MC_GROUP_ID.put(mcGroupId) | MC_GROUP_UNDEFINED.put(mcGroupUndefined)));
  }
}
