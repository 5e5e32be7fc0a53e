package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionDeleteAns}, uplink CID 0x03 (TS004): octet 0, bits 1..0 fragIndex, bit 2
 * sessionDoesNotExist, 7..3 RFU.
 *
 * @param fragIndex 0..3
 * @param sessionDoesNotExist there was nothing to delete
 */
public record FragSessionDeleteAns(int fragIndex, boolean sessionDoesNotExist)
    implements FragmentationUplink {
  static final int CID = 0x03;
  static final int LENGTH = 1;
  private static final Bits FRAG_INDEX = new Bits("fragIndex", 0, 2);
  private static final Bits SESSION_DOES_NOT_EXIST = new Bits("sessionDoesNotExist", 2, 1);

  public FragSessionDeleteAns {
    FRAG_INDEX.check(fragIndex);
  }

  static FragSessionDeleteAns read(PayloadReader in) {
    return new FragSessionDeleteAns(in.octet().bits(FRAG_INDEX), in.flag(SESSION_DOES_NOT_EXIST));
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
    out.put((byte) (FRAG_INDEX.put(fragIndex) | SESSION_DOES_NOT_EXIST.put(sessionDoesNotExist)));
  }
}
