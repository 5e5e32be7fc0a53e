package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionStatusAns}, uplink CID 0x01 (TS004 version 1).
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
  static final int LENGTH = 4;
  static final Bits FRAG_INDEX = new Bits("fragIndex", 14, 2);
  static final Bits NB_FRAG_RECEIVED = new Bits("nbFragReceived", 0, 14);
  private static final Bits NOT_ENOUGH_MATRIX_MEMORY = new Bits("notEnoughMatrixMemory", 0, 1);

  public FragSessionStatusAns {
    FRAG_INDEX.check(fragIndex);
    NB_FRAG_RECEIVED.check(nbFragReceived);
    Bits.OCTET.check(missingFrag);
  }

  static FragSessionStatusAns read(PayloadReader in) {
    return new FragSessionStatusAns(
        in.word16().bits(FRAG_INDEX),
        in.bits(NB_FRAG_RECEIVED),
        in.u8("missingFrag"),
        in.octet().flag(NOT_ENOUGH_MATRIX_MEMORY));
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
