package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragDataBlockReceivedReq}, uplink CID 0x04 (TS004 version 2): the device has rebuilt the
 * block. Octet 0, bits 1..0 fragIndex, bit 2 micError, 7..3 RFU.
 *
 * @param fragIndex 0..3
 * @param micError the block is not the one of the MIC
 */
public record FragDataBlockReceivedReq(int fragIndex, boolean micError)
    implements FragmentationUplink {
  static final int CID = 0x04;
  static final int LENGTH = 1;
  private static final Bits FRAG_INDEX = new Bits("fragIndex", 0, 2);
  private static final Bits MIC_ERROR = new Bits("micError", 2, 1);

  public FragDataBlockReceivedReq {
    FRAG_INDEX.check(fragIndex);
  }

  static FragDataBlockReceivedReq read(PayloadReader in) {
    return new FragDataBlockReceivedReq(in.octet().bits(FRAG_INDEX), in.flag(MIC_ERROR));
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
    out.put((byte) (FRAG_INDEX.put(fragIndex) | MIC_ERROR.put(micError)));
  }
}
