package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * What the answers to session requests share, for class C and class B, version 1 and 2 (TS005):
 * accepted with a time to start, or refused with reasons, all that hold (TS005-09).
 *
 * <pre>
 * 0     bits 1..0 mcGroupId, 2 drError, 3 freqError, 4 mcGroupUndefined,
 *       5 startMissed (version 2; RFU in version 1), 7..6 RFU
 * 1..3  timeToStart; only if no error bit is set
 * </pre>
 */
public sealed interface McSessionAns extends MulticastUplink
    permits McClassCSessionAns, McClassBSessionAns, McClassCSessionAnsV2, McClassBSessionAnsV2 {
  /**
   * The timeToStart of a device that does not know the time, and of a start too far away
   * (TS005-10).
   */
  int TIME_UNKNOWN = 0xff_ffff;

  int mcGroupId();

  boolean drError();

  boolean freqError();

  boolean mcGroupUndefined();

  /** The session was in the past; version 1 cannot say so. */
  default boolean startMissed() {
    return false;
  }

  /** Seconds from this transmission to the session; empty exactly if the session was refused. */
  OptionalInt timeToStart();

  @Override
  default int payloadLength() {
    return SessionLayout.ANSWER_LENGTH
        + (timeToStart().isPresent() ? SessionLayout.TIME_LENGTH : 0);
  }

  @Override
  default void encodePayload(ByteBuffer out) {
    out.put(
        (byte)
            (SessionLayout.MC_GROUP_ID.put(mcGroupId())
                | SessionLayout.DR_ERROR.put(drError())
                | SessionLayout.FREQ_ERROR.put(freqError())
                | SessionLayout.MC_GROUP_UNDEFINED.put(mcGroupUndefined())
                | SessionLayout.START_MISSED.put(startMissed())));
    timeToStart().ifPresent(time -> Unsigned.put24(out, time));
  }
}
