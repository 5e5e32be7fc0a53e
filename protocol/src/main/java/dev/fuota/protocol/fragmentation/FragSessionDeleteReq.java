package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionDeleteReq}, downlink CID 0x03 (TS004), unicast: octet 0, bits 1..0 fragIndex,
 * 7..2 RFU.
 *
 * @param fragIndex 0..3
 */
public record FragSessionDeleteReq(int fragIndex) implements FragmentationDownlink {
  static final int CID = 0x03;
  static final int LENGTH = 1;
  private static final Bits FRAG_INDEX = new Bits("fragIndex", 0, 2);

  public FragSessionDeleteReq {
    FRAG_INDEX.check(fragIndex);
  }

  static FragSessionDeleteReq read(PayloadReader in) {
    return new FragSessionDeleteReq(in.octet().bits(FRAG_INDEX));
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
