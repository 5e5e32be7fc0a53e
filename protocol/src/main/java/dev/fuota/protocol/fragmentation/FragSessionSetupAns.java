package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionSetupAns}, uplink CID 0x02 (TS004 version 1): octet 0, bit 0
 * fragAlgoUnsupported, 1 notEnoughMemory, 2 fragIndexUnsupported, 3 wrongDescriptor, 5..4 RFU, 7..6
 * fragIndex. With any error bit the session was not created; several may be set (TS004-06).
 *
 * @param fragAlgoUnsupported the device does not know the erasure code
 * @param notEnoughMemory the block is too large
 * @param fragIndexUnsupported the device never has a session with this index
 * @param wrongDescriptor the application does not want this block
 * @param fragIndex 0..3
 */
public record FragSessionSetupAns(
    boolean fragAlgoUnsupported,
    boolean notEnoughMemory,
    boolean fragIndexUnsupported,
    boolean wrongDescriptor,
    int fragIndex)
    implements FragmentationUplink {
  static final int CID = 0x02;
  static final int LENGTH = 1;
  private static final Bits FRAG_ALGO_UNSUPPORTED = new Bits("fragAlgoUnsupported", 0, 1);
  private static final Bits NOT_ENOUGH_MEMORY = new Bits("notEnoughMemory", 1, 1);
  private static final Bits FRAG_INDEX_UNSUPPORTED = new Bits("fragIndexUnsupported", 2, 1);
  private static final Bits WRONG_DESCRIPTOR = new Bits("wrongDescriptor", 3, 1);
  static final Bits FRAG_INDEX = new Bits("fragIndex", 6, 2);

  public FragSessionSetupAns {
    FRAG_INDEX.check(fragIndex);
  }

  static FragSessionSetupAns read(PayloadReader in) {
    in.octet();
    return new FragSessionSetupAns(
        in.flag(FRAG_ALGO_UNSUPPORTED),
        in.flag(NOT_ENOUGH_MEMORY),
        in.flag(FRAG_INDEX_UNSUPPORTED),
        in.flag(WRONG_DESCRIPTOR),
        in.bits(FRAG_INDEX));
  }

  /** Whether the session was created. */
  public boolean accepted() {
    return !(fragAlgoUnsupported || notEnoughMemory || fragIndexUnsupported || wrongDescriptor);
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
    out.put((byte) octet());
  }

  int octet() {
    return FRAG_ALGO_UNSUPPORTED.put(fragAlgoUnsupported)
        | NOT_ENOUGH_MEMORY.put(notEnoughMemory)
        | FRAG_INDEX_UNSUPPORTED.put(fragIndexUnsupported)
        | WRONG_DESCRIPTOR.put(wrongDescriptor)
        | FRAG_INDEX.put(fragIndex);
  }
}
