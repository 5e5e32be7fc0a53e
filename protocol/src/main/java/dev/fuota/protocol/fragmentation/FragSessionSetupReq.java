package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * {@code FragSessionSetupReq}, downlink CID 0x02 (TS004), unicast: a data block is going to come.
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
 * <p>The numbers are as sent: a session has to refuse what makes no sense, with an answer.
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
    implements FragmentationDownlink {
  /** Octets of a descriptor. */
  public static final int DESCRIPTOR_LENGTH = 4;

  static final int CID = 0x02;
  private static final int LENGTH = 10;
  private static final Bits MC_GROUP_BIT_MASK = new Bits(0, 4);
  private static final Bits FRAG_INDEX = new Bits(4, 2);
  private static final Bits BLOCK_ACK_DELAY = new Bits(0, 3);
  private static final Bits FRAG_ALGO = new Bits(3, 3);
  private static final Bits OCTET = new Bits(0, 8);
  private static final Bits TWO_OCTETS = new Bits(0, 16);

  public FragSessionSetupReq {
    MC_GROUP_BIT_MASK.check(mcGroupBitMask);
    FRAG_INDEX.check(fragIndex);
    TWO_OCTETS.check(nbFrag);
    OCTET.check(fragSize);
    BLOCK_ACK_DELAY.check(blockAckDelay);
    FRAG_ALGO.check(fragAlgo);
    OCTET.check(padding);
    if (descriptor.length() != DESCRIPTOR_LENGTH) {
      throw new IllegalArgumentException("a descriptor has 4 octets");
    }
  }

  static Decoded<FragmentationDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("FragSessionSetupReq", LENGTH, in.remaining());
    }
    int fragSession = Unsigned.u8(in);
    int nbFrag = Unsigned.u16(in);
    int fragSize = Unsigned.u8(in);
    int control = Unsigned.u8(in);
    return Decoded.ok(
        new FragSessionSetupReq(
            MC_GROUP_BIT_MASK.get(fragSession),
            FRAG_INDEX.get(fragSession),
            nbFrag,
            fragSize,
            BLOCK_ACK_DELAY.get(control),
            FRAG_ALGO.get(control),
            Unsigned.u8(in),
            Bytes.take(in, DESCRIPTOR_LENGTH)));
  }

  /** Octets of the data block, without padding; negative if the request makes no sense. */
  public int blockLength() {
    return nbFrag * fragSize - padding;
  }

  /** Answers to a status request wait at random, uniformly from zero to this. */
  public Duration answerDelayMax() {
    return Duration.ofSeconds(16L << blockAckDelay);
  }

  /** Whether fragments from multicast group {@code mcGroupId}, 0..3, are admitted. */
  public boolean admitsGroup(int mcGroupId) {
    return (mcGroupBitMask >> mcGroupId & 1) != 0;
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
    out.put((byte) (MC_GROUP_BIT_MASK.put(mcGroupBitMask) | FRAG_INDEX.put(fragIndex)));
    out.putShort((short) nbFrag).put((byte) fragSize);
    out.put((byte) (BLOCK_ACK_DELAY.put(blockAckDelay) | FRAG_ALGO.put(fragAlgo)));
    out.put((byte) padding);
    descriptor.putTo(out);
  }
}
