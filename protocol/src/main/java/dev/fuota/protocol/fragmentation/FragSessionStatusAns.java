package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionStatusAns}, uplink CID 0x01 (TS004).
 *
 * <pre>
 * 0..1  ReceivedAndIndex: bits 15..14 fragIndex, 13..0 nbFragReceived
 * 2     missingFrag
 * 3     bit 0 notEnoughMatrixMemory, 7..1 RFU
 * </pre>
 *
 * @param fragIndex 0..3
 * @param nbFragReceived 0..16383, all fragments since the setup, coded and repeated ones too
 * @param missingFrag 0..255, how many are missing, 255 if more; 0 exactly if the block is rebuilt
 * @param notEnoughMatrixMemory more fragments were lost than the device can repair
 */
public record FragSessionStatusAns(
    int fragIndex, int nbFragReceived, int missingFrag, boolean notEnoughMatrixMemory)
    implements FragmentationUplink {
  static final int CID = 0x01;
  private static final int LENGTH = 4;
  private static final Bits FRAG_INDEX = new Bits(14, 2);
  private static final Bits NB_FRAG_RECEIVED = new Bits(0, 14);
  private static final Bits MISSING_FRAG = new Bits(0, 8);
  private static final Bits NOT_ENOUGH_MATRIX_MEMORY = new Bits(0, 1);

  public FragSessionStatusAns {
    FRAG_INDEX.check(fragIndex);
    NB_FRAG_RECEIVED.check(nbFragReceived);
    MISSING_FRAG.check(missingFrag);
  }

  static Decoded<FragmentationUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("FragSessionStatusAns", LENGTH, in.remaining());
    }
    int receivedAndIndex = Unsigned.u16(in);
    return Decoded.ok(
        new FragSessionStatusAns(
            FRAG_INDEX.get(receivedAndIndex),
            NB_FRAG_RECEIVED.get(receivedAndIndex),
            Unsigned.u8(in),
            NOT_ENOUGH_MATRIX_MEMORY.isSet(Unsigned.u8(in))));
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
    out.putShort((short) (FRAG_INDEX.put(fragIndex) | NB_FRAG_RECEIVED.put(nbFragReceived)));
    out.put((byte) missingFrag);
    out.put((byte) NOT_ENOUGH_MATRIX_MEMORY.put(notEnoughMatrixMemory));
  }
}
