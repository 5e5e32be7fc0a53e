package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragDataBlockReceivedAns}, downlink CID 0x04 (TS004 version 2), unicast: the server knows
 * that the block was rebuilt. Octet 0, bits 1..0 fragIndex, 7..2 RFU.
 *
 * @param fragIndex 0..3
 */
public record FragDataBlockReceivedAns(int fragIndex) implements FragmentationDownlink {
  static final int CID = 0x04;
  static final int LENGTH = 1;
  private static final Bits FRAG_INDEX = new Bits("fragIndex", 0, 2);

  public FragDataBlockReceivedAns {
    FRAG_INDEX.check(fragIndex);
  }

  static FragDataBlockReceivedAns read(PayloadReader in) {
    return new FragDataBlockReceivedAns(in.octet().bits(FRAG_INDEX));
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
    out.put((byte) FRAG_INDEX.put(fragIndex));
  }
}
