package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code FragSessionSetupAns}, uplink CID 0x02 (TS004 version 2): octet 0, bit 0
 * fragAlgoUnsupported, 1 notEnoughMemory, 2 fragIndexUnsupported, 3 wrongDescriptor, 4
 * sessionCntReplay, 5 RFU, 7..6 fragIndex. With any error bit the session was not created; several
 * may be set (TS004-06).
 *
 * @param fragAlgoUnsupported the device does not know the erasure code
 * @param notEnoughMemory the block is too large
 * @param fragIndexUnsupported the device never has a session with this index
 * @param wrongDescriptor the application does not want this block
 * @param sessionCntReplay a session with this counter, or a higher one, has been
 * @param fragIndex 0..3
 */
public record FragSessionSetupAnsV2(
    boolean fragAlgoUnsupported,
    boolean notEnoughMemory,
    boolean fragIndexUnsupported,
    boolean wrongDescriptor,
    boolean sessionCntReplay,
    int fragIndex)
    implements FragmentationUplink {
  static final int CID = FragSessionSetupAns.CID;
  static final int LENGTH = FragSessionSetupAns.LENGTH;
  private static final Bits SESSION_CNT_REPLAY = new Bits("sessionCntReplay", 4, 1);

  public FragSessionSetupAnsV2 {
    FragSessionSetupAns.FRAG_INDEX.check(fragIndex);
  }

  static FragSessionSetupAnsV2 read(PayloadReader in) {
    FragSessionSetupAns common = FragSessionSetupAns.read(in);
    return new FragSessionSetupAnsV2(
        common.fragAlgoUnsupported(),
        common.notEnoughMemory(),
        common.fragIndexUnsupported(),
        common.wrongDescriptor(),
        in.flag(SESSION_CNT_REPLAY),
        common.fragIndex());
  }

  /** Whether the session was created. */
  public boolean accepted() {
    return common().accepted() && !sessionCntReplay;
  }

  /** All that version 1 can say as well. */
  private FragSessionSetupAns common() {
    return new FragSessionSetupAns(
        fragAlgoUnsupported, notEnoughMemory, fragIndexUnsupported, wrongDescriptor, fragIndex);
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
    out.put((byte) (common().octet() | SESSION_CNT_REPLAY.put(sessionCntReplay)));
  }
}
