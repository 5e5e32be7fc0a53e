package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code MultiPackBufferFrag}, uplink CID 0x02 (TS007): a part of the answers, up to the token.
 * Octet 0 baseByte; octets 1.. data.
 *
 * @param baseByte 0..255, where in the answers the part begins; {@link #NOTHING} without data if
 *     the part that was asked for is not there
 * @param data the part
 */
public record MultiPackBufferFrag(int baseByte, Bytes data) implements MultiPackageUplink {
  /** The baseByte that refuses (TS007-08). */
  public static final int NOTHING = 0xff;

  /** Octets around the data: CID, baseByte and, behind the command, the token. */
  public static final int OVERHEAD = 3;

  static final int CID = 0x02;
  static final int LENGTH = 1;

  public MultiPackBufferFrag {
    Bits.OCTET.check(baseByte);
  }

  static MultiPackBufferFrag read(PayloadReader in) {
    return new MultiPackBufferFrag(in.u8("baseByte"), in.rest("data"));
  }

  /** What was asked for is not there. */
  public static MultiPackBufferFrag refused() {
    return new MultiPackBufferFrag(NOTHING, Bytes.EMPTY);
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH + data.length();
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put((byte) baseByte);
    data.putTo(out);
  }
}
