package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * {@code McClassBSessionReq}, downlink CID 0x05 (TS005): when, where and how long to listen in ping
 * slots.
 *
 * <pre>
 * 0     bits 1..0 mcGroupId, 7..2 RFU
 * 1..4  sessionTime
 * 5     bits 3..0 timeOut, 6..4 periodicity, 7 RFU
 * 6..8  DLFrequ, the frequency
 * 9     DR, the data rate
 * </pre>
 *
 * @param mcGroupId 0..3
 * @param sessionTime when it starts, GPS seconds modulo 2^32; a multiple of the beacon period, 128
 *     s
 * @param timeOut 0..15: it ends 128 * 2^timeOut seconds later
 * @param periodicity 0..7: a ping slot every 0.96 * 2^periodicity seconds
 * @param frequencyHz of the channel; on air in units of 100 Hz, or of 200 Hz from 2.4 GHz on; 0 is
 *     the region's own ping channel
 * @param dataRate 0..255, an index of the region's table
 */
public record McClassBSessionReq(
    int mcGroupId, long sessionTime, int timeOut, int periodicity, long frequencyHz, int dataRate)
    implements MulticastDownlink {
  static final int CID = 0x05;
  private static final int LENGTH = 10;
  private static final Bits MC_GROUP_ID = new Bits(0, 2);
  private static final Bits TIME_OUT = new Bits(0, 4);
  private static final Bits PERIODICITY = new Bits(4, 3);
  private static final Bits DATA_RATE = new Bits(0, 8);

  public McClassBSessionReq {
    MC_GROUP_ID.check(mcGroupId);
    Unsigned.check32(sessionTime);
    TIME_OUT.check(timeOut);
    PERIODICITY.check(periodicity);
    DlFrequency.ofHz(frequencyHz);
    DATA_RATE.check(dataRate);
  }

  static Decoded<MulticastDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("McClassBSessionReq", LENGTH, in.remaining());
    }
    int mcGroupId = MC_GROUP_ID.get(Unsigned.u8(in));
    long sessionTime = Unsigned.u32(in);
    int pacing = Unsigned.u8(in);
    return Decoded.ok(
        new McClassBSessionReq(
            mcGroupId,
            sessionTime,
            TIME_OUT.get(pacing),
            PERIODICITY.get(pacing),
            DlFrequency.toHz(Unsigned.u24(in)),
            Unsigned.u8(in)));
  }

  /** How long the session lasts at most. */
  public Duration length() {
    return Duration.ofSeconds(128L << timeOut);
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
    out.put((byte) MC_GROUP_ID.put(mcGroupId));
    Unsigned.put32(out, sessionTime);
    out.put((byte) (TIME_OUT.put(timeOut) | PERIODICITY.put(periodicity)));
    Unsigned.put24(out, DlFrequency.ofHz(frequencyHz));
    out.put((byte) dataRate);
  }
}
