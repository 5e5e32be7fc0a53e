package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionSetupReq}, downlink CID 0x02 (TS004 version 1), unicast: a data block is going
 * to come.
 *
 * <pre>
 * 0     FragSession: bits 3..0 mcGroupBitMask, 5..4 fragIndex, 7..6 RFU
 * 1..2  nbFrag
 * 3     fragSize
 * 4     Control: bits 2..0 blockAckDelay, 5..3 fragAlgo (FragmentationMatrix), 7..6 RFU
 * 5     padding
 * 6..9  descriptor
 * </pre>
 *
 * @param mcGroupBitMask 0..15, bit i admits fragments from multicast group i; unicast is always
 *     admitted
 * @param fragIndex 0..3
 * @param nbFrag 0..65535, uncoded fragments of the block
 * @param fragSize 0..255 octets
 * @param blockAckDelay 0..7, see {@link #answerDelayMax}
 * @param fragAlgo 0..7; only {@link #FRAG_ALGO_DEFAULT} is defined
 * @param padding 0..255 octets to cut off the end of the last fragment
 * @param descriptor 4 octets of the application
 */
public record FragSessionSetupReq(
    int mcGroupBitMask,
    int fragIndex,
    int nbFrag,
    int fragSize,
    int blockAckDelay,
    int fragAlgo,
    int padding,
    Bytes descriptor)
    implements FragSessionSetup {
  static final int CID = 0x02;
  static final int LENGTH = SetupLayout.LENGTH;

  public FragSessionSetupReq {
    SetupLayout.check(
        mcGroupBitMask, fragIndex, nbFrag, fragSize, blockAckDelay, fragAlgo, padding, descriptor);
  }

  static FragSessionSetupReq read(PayloadReader in) {
    return new FragSessionSetupReq(
        in.octet().bits(SetupLayout.MC_GROUP_BIT_MASK),
        in.bits(SetupLayout.FRAG_INDEX),
        in.u16("nbFrag"),
        in.u8("fragSize"),
        in.octet().bits(SetupLayout.BLOCK_ACK_DELAY),
        in.bits(SetupLayout.FRAG_ALGO),
        in.u8("padding"),
        in.bytes("descriptor", DESCRIPTOR_LENGTH));
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
    SetupLayout.put(out, this, false);
  }
}
