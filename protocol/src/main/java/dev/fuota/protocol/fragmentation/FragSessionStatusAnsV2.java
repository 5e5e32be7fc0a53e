package dev.fuota.protocol.fragmentation;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * {@code FragSessionStatusAns}, uplink CID 0x01 (TS004 version 2). The status comes first
 * (TS004-30), and alone if there is no session (TS004-31).
 *
 * <pre>
 * 0     bit 0 memoryError, 1 micError, 2 sessionDoesNotExist, 7..3 RFU
 * 1..2  ReceivedAndIndex: bits 15..14 fragIndex, 13..0 nbFragReceived
 * 3     missingFrag
 * </pre>
 *
 * <p>There are devices that send all four octets without a session, too: an answer that is alone in
 * its payload is read so.
 *
 * @param memoryError more fragments were lost than the device can repair
 * @param micError the rebuilt block is not the one of the MIC; false before it is rebuilt
 * @param sessionDoesNotExist there is no session with the index of the request
 * @param nbFragReceived 0..16383, all fragments since the setup, coded and repeated ones too
 * @param fragIndex 0..3
 * @param missingFrag 0..255, how many are missing, 255 if more; 0 exactly if the block is rebuilt.
 *     The three are all present, or, without a session, all absent.
 */
public record FragSessionStatusAnsV2(
    boolean memoryError,
    boolean micError,
    boolean sessionDoesNotExist,
    OptionalInt nbFragReceived,
    OptionalInt fragIndex,
    OptionalInt missingFrag)
    implements FragmentationUplink {
  static final int CID = FragSessionStatusAns.CID;
  static final int LENGTH = 1;
  private static final int COUNTS_LENGTH = 3;
  private static final Bits MEMORY_ERROR = new Bits("memoryError", 0, 1);
  private static final Bits MIC_ERROR = new Bits("micError", 1, 1);
  private static final Bits SESSION_DOES_NOT_EXIST = new Bits("sessionDoesNotExist", 2, 1);

  public FragSessionStatusAnsV2 {
    nbFragReceived.ifPresent(FragSessionStatusAns.NB_FRAG_RECEIVED::check);
    fragIndex.ifPresent(FragSessionStatusAns.FRAG_INDEX::check);
    missingFrag.ifPresent(Bits.OCTET::check);
    boolean counts = nbFragReceived.isPresent();
    if (counts != fragIndex.isPresent() || counts != missingFrag.isPresent()) {
      throw new IllegalArgumentException("the counts are all there or not at all");
    }
    if (!counts && !sessionDoesNotExist) {
      throw new IllegalArgumentException("only an answer without session has no counts");
    }
  }

  static Decoded<FragSessionStatusAnsV2> read(PayloadReader in) {
    boolean memoryError = in.octet().flag(MEMORY_ERROR);
    boolean micError = in.flag(MIC_ERROR);
    boolean noSession = in.flag(SESSION_DOES_NOT_EXIST);
    if (noSession && !(in.isFirstCommand() && in.remaining() == COUNTS_LENGTH)) {
      return Decoded.ok(without(memoryError, micError));
    }
    if (in.remaining() < COUNTS_LENGTH) {
      return in.truncated("FragSessionStatusAns", COUNTS_LENGTH);
    }
    OptionalInt fragIndex = OptionalInt.of(in.word16().bits(FragSessionStatusAns.FRAG_INDEX));
    OptionalInt nbFragReceived = OptionalInt.of(in.bits(FragSessionStatusAns.NB_FRAG_RECEIVED));
    OptionalInt missingFrag = OptionalInt.of(in.u8("missingFrag"));
    return Decoded.ok(
        new FragSessionStatusAnsV2(
            memoryError, micError, noSession, nbFragReceived, fragIndex, missingFrag));
  }

  /** How the session stands. */
  public static FragSessionStatusAnsV2 of(
      boolean memoryError, boolean micError, int nbFragReceived, int fragIndex, int missingFrag) {
    return new FragSessionStatusAnsV2(
        memoryError,
        micError,
        false,
        OptionalInt.of(nbFragReceived),
        OptionalInt.of(fragIndex),
        OptionalInt.of(missingFrag));
  }

  /** There is no session. */
  public static FragSessionStatusAnsV2 noSession() {
    return without(false, false);
  }

  private static FragSessionStatusAnsV2 without(boolean memoryError, boolean micError) {
    OptionalInt none = OptionalInt.empty();
    return new FragSessionStatusAnsV2(memoryError, micError, true, none, none, none);
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return missingFrag.isPresent() ? LENGTH + COUNTS_LENGTH : LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put(
        (byte)
            (MEMORY_ERROR.put(memoryError)
                | MIC_ERROR.put(micError)
                | SESSION_DOES_NOT_EXIST.put(sessionDoesNotExist)));
    if (missingFrag.isPresent()) {
      int index = FragSessionStatusAns.FRAG_INDEX.put(fragIndex.orElseThrow());
      int received = FragSessionStatusAns.NB_FRAG_RECEIVED.put(nbFragReceived.orElseThrow());
      out.putShort((short) (index | received)).put((byte) missingFrag.getAsInt());
    }
  }
}
