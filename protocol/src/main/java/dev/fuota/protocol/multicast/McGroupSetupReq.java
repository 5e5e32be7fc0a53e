package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.nio.ByteBuffer;

/**
 * {@code McGroupSetupReq}, downlink CID 0x02 (TS005): defines or redefines a group.
 *
 * <pre>
 * 0       bits 1..0 mcGroupId, 7..2 RFU
 * 1..4    mcAddr
 * 5..20   mcKeyEncrypted
 * 21..24  minMcFCnt
 * 25..28  maxMcFCnt
 * </pre>
 *
 * @param mcGroupId 0..3
 * @param mcKeyEncrypted 16 octets, see {@link McKeys#unwrap}
 * @param minMcFCnt the first counter to accept, 0..2^32-1
 * @param maxMcFCnt the end of the counters to accept, 0..2^32-1
 */
public record McGroupSetupReq(
    int mcGroupId, DevAddr mcAddr, Bytes mcKeyEncrypted, long minMcFCnt, long maxMcFCnt)
    implements MulticastDownlink {
  static final int CID = 0x02;
  static final int LENGTH = 29;
  private static final Bits MC_GROUP_ID = new Bits("mcGroupId", 0, 2);

  public McGroupSetupReq {
    MC_GROUP_ID.check(mcGroupId);
    if (mcKeyEncrypted.length() != AesKey.LENGTH) {
      throw new IllegalArgumentException("an encrypted McKey has 16 octets");
    }
    Unsigned.check32(minMcFCnt);
    Unsigned.check32(maxMcFCnt);
  }

  static McGroupSetupReq read(PayloadReader in) {
    return new McGroupSetupReq(
        in.octet().bits(MC_GROUP_ID),
        DevAddr.read(in, "mcAddr"),
        in.bytes("mcKeyEncrypted", AesKey.LENGTH),
        in.u32("minMcFCnt"),
        in.u32("maxMcFCnt"));
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
    mcAddr.putTo(out);
    mcKeyEncrypted.putTo(out);
    Unsigned.put32(out, minMcFCnt);
    Unsigned.put32(out, maxMcFCnt);
  }
}
