package dev.fuota.protocol.multipackage;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code MultiPackBufferReq}, downlink CID 0x02 (TS007): a part of the answers once more. Octet 0
 * startByte, 1 stopByte. It is the only command of its payload (TS007-09).
 *
 * @param startByte 0..255, the first octet of the answers that is wanted
 * @param stopByte 0..255, the last one; beyond the end of the answers it means the end
 */
public record MultiPackBufferReq(int startByte, int stopByte) implements MultiPackageDownlink {
  static final int CID = 0x02;
  static final int LENGTH = 2;

  public MultiPackBufferReq {
    Bits.OCTET.check(startByte);
    Bits.OCTET.check(stopByte);
  }

  static MultiPackBufferReq read(PayloadReader in) {
    return new MultiPackBufferReq(in.u8("startByte"), in.u8("stopByte"));
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
    out.put((byte) startByte).put((byte) stopByte);
  }
}
