package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import java.util.OptionalInt;

/**
 * {@code McClassBSessionAns}, uplink CID 0x05 (TS005 version 1): accepted with a time to start, or
 * refused with reasons. Its layout is that of {@link McSessionAns}.
 *
 * @param mcGroupId 0..3
 * @param drError the device cannot use the data rate
 * @param freqError the device cannot use the frequency
 * @param mcGroupUndefined there is no such group
 * @param timeToStart seconds from this transmission to the session, 0..2^24-1; {@link
 *     #TIME_UNKNOWN} if the device does not know the time; empty exactly if the session was refused
 */
public record McClassBSessionAns(
    int mcGroupId,
    boolean drError,
    boolean freqError,
    boolean mcGroupUndefined,
    OptionalInt timeToStart)
    implements McSessionAns {
  static final int CID = 0x05;

  public McClassBSessionAns {
    SessionLayout.answer(mcGroupId, drError || freqError || mcGroupUndefined, timeToStart);
  }

  static Decoded<McClassBSessionAns> read(PayloadReader in) {
    return SessionLayout.readAnswer(
        in,
        "McClassBSessionAns",
        false,
        (mcGroupId, drError, freqError, undefined, startMissed, timeToStart) ->
            new McClassBSessionAns(mcGroupId, drError, freqError, undefined, timeToStart));
  }

  /** The session was accepted. */
  public static McClassBSessionAns accepted(int mcGroupId, int timeToStart) {
    return new McClassBSessionAns(mcGroupId, false, false, false, OptionalInt.of(timeToStart));
  }

  /** The session was refused; at least one reason holds. */
  public static McClassBSessionAns refused(
      int mcGroupId, boolean drError, boolean freqError, boolean mcGroupUndefined) {
    return new McClassBSessionAns(
        mcGroupId, drError, freqError, mcGroupUndefined, OptionalInt.empty());
  }

  @Override
  public int cid() {
    return CID;
  }
}
