package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.PayloadReader;
import java.time.Duration;

/**
 * {@code McClassBSessionReq}, downlink CID 0x05 (TS005): when, where and how long to listen in ping
 * slots. Its layout is that of {@link McSessionReq}.
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
    implements McSessionReq {
  static final int CID = 0x05;

  public McClassBSessionReq {
    SessionLayout.request(mcGroupId, sessionTime, timeOut, frequencyHz, dataRate);
    SessionLayout.PERIODICITY.check(periodicity);
  }

  static McClassBSessionReq read(PayloadReader in) {
    return new McClassBSessionReq(
        in.octet().bits(SessionLayout.MC_GROUP_ID),
        in.u32("sessionTime"),
        in.octet().bits(SessionLayout.TIME_OUT),
        in.bits(SessionLayout.PERIODICITY),
        in.u24("frequencyHz", DlFrequency::toHz),
        in.u8("dataRate"));
  }

  @Override
  public Duration length() {
    return Duration.ofSeconds(128L << timeOut);
  }

  @Override
  public int cid() {
    return CID;
  }
}
