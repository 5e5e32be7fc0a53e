package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import java.util.OptionalInt;

/**
 * {@code McClassBSessionAns}, uplink CID 0x05 (TS005 version 2): accepted with a time to start, or
 * refused with reasons. Its layout is that of {@link McSessionAns}.
 *
 * @param mcGroupId 0..3
 * @param drError the device cannot use the data rate
 * @param freqError the device cannot use the frequency
 * @param mcGroupUndefined there is no such group
 * @param startMissed the session would have begun in the past (TS005-12)
 * @param timeToStart seconds from this transmission to the session, 0..2^24-1; {@link
 *     #TIME_UNKNOWN} if the device does not know the time; empty exactly if the session was refused
 */
public record McClassBSessionAnsV2(
    int mcGroupId,
    boolean drError,
    boolean freqError,
    boolean mcGroupUndefined,
    boolean startMissed,
    OptionalInt timeToStart)
    implements McSessionAns {
  static final int CID = 0x05;

  public McClassBSessionAnsV2 {
    SessionLayout.answer(
        mcGroupId, drError || freqError || mcGroupUndefined || startMissed, timeToStart);
  }

  static Decoded<McClassBSessionAnsV2> read(PayloadReader in) {
    return SessionLayout.readAnswer(in, "McClassBSessionAns", true, McClassBSessionAnsV2::new);
  }

  /** The session was accepted. */
  public static McClassBSessionAnsV2 accepted(int mcGroupId, int timeToStart) {
    return new McClassBSessionAnsV2(
        mcGroupId, false, false, false, false, OptionalInt.of(timeToStart));
  }

  /** The session was refused; at least one reason holds. */
  public static McClassBSessionAnsV2 refused(
      int mcGroupId,
      boolean drError,
      boolean freqError,
      boolean mcGroupUndefined,
      boolean startMissed) {
    return new McClassBSessionAnsV2(
        mcGroupId, drError, freqError, mcGroupUndefined, startMissed, OptionalInt.empty());
  }

  @Override
  public int cid() {
    return CID;
  }
}
