package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionStatusReq}, downlink CID 0x01 (TS004), unicast or multicast: octet 0, bit 0
 * participants, bits 2..1 fragIndex, 7..3 RFU. The device answers after a random delay, see {@link
 * FragSessionSetupReq#answerDelayMax}.
 *
 * @param participants whether all devices of the session answer, or only those that miss fragments
 * @param fragIndex 0..3
 */
public record FragSessionStatusReq(boolean participants, int fragIndex)
    implements FragmentationDownlink {
  static final int CID = 0x01;
  private static final int LENGTH = 1;
  private static final Bits PARTICIPANTS = new Bits(0, 1);
  private static final Bits FRAG_INDEX = new Bits(1, 2);

  public FragSessionStatusReq {
    FRAG_INDEX.check(fragIndex);
  }

  static Decoded<FragmentationDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("FragSessionStatusReq", LENGTH, in.remaining());
    }
    int octet = Unsigned.u8(in);
    return Decoded.ok(new FragSessionStatusReq(PARTICIPANTS.isSet(octet), FRAG_INDEX.get(octet)));
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
    out.put((byte) (PARTICIPANTS.put(participants) | FRAG_INDEX.put(fragIndex)));
  }
}
