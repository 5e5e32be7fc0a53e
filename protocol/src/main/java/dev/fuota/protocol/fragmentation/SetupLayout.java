package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;

/** The ten octets with which FragSessionSetupReq begins in both versions. */
final class SetupLayout {
  static final int LENGTH = 10;
  static final Bits MC_GROUP_BIT_MASK = new Bits("mcGroupBitMask", 0, 4);
  static final Bits FRAG_INDEX = new Bits("fragIndex", 4, 2);
  static final Bits BLOCK_ACK_DELAY = new Bits("blockAckDelay", 0, 3);
  static final Bits FRAG_ALGO = new Bits("fragAlgo", 3, 3);
  static final Bits ACK_RECEPTION = new Bits("ackReception", 6, 1);
  static final Bits TWO_OCTETS = new Bits("number", 0, 16);

  private SetupLayout() {}

  static void check(
      int mcGroupBitMask,
      int fragIndex,
      int nbFrag,
      int fragSize,
      int blockAckDelay,
      int fragAlgo,
      int padding,
      Bytes descriptor) {
    MC_GROUP_BIT_MASK.check(mcGroupBitMask);
    FRAG_INDEX.check(fragIndex);
    TWO_OCTETS.check(nbFrag);
    Bits.OCTET.check(fragSize);
    BLOCK_ACK_DELAY.check(blockAckDelay);
    FRAG_ALGO.check(fragAlgo);
    Bits.OCTET.check(padding);
    if (descriptor.length() != FragSessionSetup.DESCRIPTOR_LENGTH) {
      throw new IllegalArgumentException("a descriptor has 4 octets");
    }
  }

  /**
   * Puts the ten octets.
   *
   * @param ackReception a reserved bit, so false, in version 1
   */
  static void put(ByteBuffer out, FragSessionSetup setup, boolean ackReception) {
    out.put(
        (byte) (MC_GROUP_BIT_MASK.put(setup.mcGroupBitMask()) | FRAG_INDEX.put(setup.fragIndex())));
    out.putShort((short) setup.nbFrag()).put((byte) setup.fragSize());
    out.put(
        (byte)
            (BLOCK_ACK_DELAY.put(setup.blockAckDelay())
                | FRAG_ALGO.put(setup.fragAlgo())
                | ACK_RECEPTION.put(ackReception)));
    out.put((byte) setup.padding());
    setup.descriptor().putTo(out);
  }
}
