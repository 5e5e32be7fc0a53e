package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionStatusReq}, downlink CID 0x01 (TS004), unicast or multicast: octet 0, bit 0
 * participants, bits 2..1 fragIndex, 7..3 RFU. The device answers after a random delay, see {@link
 * FragSessionSetup#answerDelayMax}.
 *
 * @param participants whether all devices of the session answer, or only those that miss fragments
 * @param fragIndex 0..3
 */
public record FragSessionStatusReq(boolean participants, int fragIndex)
    implements FragmentationDownlink {
  static final int CID = 0x01;
  static final int LENGTH = 1;
  private static final Bits PARTICIPANTS = new Bits("participants", 0, 1);
  private static final Bits FRAG_INDEX = new Bits("fragIndex", 1, 2);

  public FragSessionStatusReq {
    FRAG_INDEX.check(fragIndex);
  }

  static FragSessionStatusReq read(PayloadReader in) {
    return new FragSessionStatusReq(in.octet().flag(PARTICIPANTS), in.bits(FRAG_INDEX));
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
