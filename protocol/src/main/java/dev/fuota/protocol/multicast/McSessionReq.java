package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The layout that the requests for a class C and for a class B session share (TS005).
 *
 * <pre>
 * 0     bits 1..0 mcGroupId, 7..2 RFU
 * 1..4  sessionTime
 * 5     bits 3..0 timeOut, 6..4 periodicity (class B), others RFU
 * 6..8  DLFrequ, the frequency
 * 9     DR, the data rate
 * </pre>
 */
public sealed interface McSessionReq extends MulticastDownlink
    permits McClassCSessionReq, McClassBSessionReq {
  int mcGroupId();

  long sessionTime();

  int timeOut();

  long frequencyHz();

  int dataRate();

  /** Ping slots are 0.96 * 2^periodicity seconds apart; a class C session has none, and says 0. */
  default int periodicity() {
    return 0;
  }

  /** How long the session lasts at most. */
  Duration length();

  @Override
  default int payloadLength() {
    return SessionLayout.REQUEST_LENGTH;
  }

  @Override
  default void encodePayload(ByteBuffer out) {
    out.put((byte) SessionLayout.MC_GROUP_ID.put(mcGroupId()));
    Unsigned.put32(out, sessionTime());
    out.put(
        (byte)
            (SessionLayout.TIME_OUT.put(timeOut()) | SessionLayout.PERIODICITY.put(periodicity())));
    Unsigned.put24(out, DlFrequency.ofHz(frequencyHz()));
    out.put((byte) dataRate());
  }
}
