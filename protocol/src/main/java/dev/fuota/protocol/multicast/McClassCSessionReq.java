package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * {@code McClassCSessionReq}, downlink CID 0x04 (TS005): when, where and how long to listen
 * continuously.
 *
 * <pre>
 * 0     bits 1..0 mcGroupId, 7..2 RFU
 * 1..4  sessionTime
 * 5     bits 3..0 timeOut, 7..4 RFU
 * 6..8  DLFrequ, the frequency
 * 9     DR, the data rate
 * </pre>
 *
 * @param mcGroupId 0..3
 * @param sessionTime when it starts, GPS seconds modulo 2^32
 * @param timeOut 0..15: it ends 2^timeOut seconds later
 * @param frequencyHz of the channel; on air in units of 100 Hz, or of 200 Hz from 2.4 GHz on
 * @param dataRate 0..255, an index of the region's table
 */
public record McClassCSessionReq(
    int mcGroupId, long sessionTime, int timeOut, long frequencyHz, int dataRate)
    implements MulticastDownlink {
  static final int CID = 0x04;
  private static final int LENGTH = 10;
  private static final Bits MC_GROUP_ID = new Bits(0, 2);
  private static final Bits TIME_OUT = new Bits(0, 4);
  private static final Bits DATA_RATE = new Bits(0, 8);

  public McClassCSessionReq {
    MC_GROUP_ID.check(mcGroupId);
    Unsigned.check32(sessionTime);
    TIME_OUT.check(timeOut);
    DlFrequency.ofHz(frequencyHz);
    DATA_RATE.check(dataRate);
  }

  static Decoded<MulticastDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("McClassCSessionReq", LENGTH, in.remaining());
    }
    return Decoded.ok(
        new McClassCSessionReq(
            MC_GROUP_ID.get(Unsigned.u8(in)),
            Unsigned.u32(in),
            TIME_OUT.get(Unsigned.u8(in)),
            DlFrequency.toHz(Unsigned.u24(in)),
            Unsigned.u8(in)));
  }

  /** How long the session lasts at most. */
  public Duration length() {
    return Duration.ofSeconds(1L << timeOut);
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
    out.put((byte) TIME_OUT.put(timeOut));
    Unsigned.put24(out, DlFrequency.ofHz(frequencyHz));
    out.put((byte) dataRate);
  }
}
