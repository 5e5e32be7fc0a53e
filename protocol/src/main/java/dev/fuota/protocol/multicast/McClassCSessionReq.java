package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.PayloadReader;
import java.time.Duration;

/**
 * {@code McClassCSessionReq}, downlink CID 0x04 (TS005): when, where and how long to listen
 * continuously. Its layout is that of {@link McSessionReq}.
 *
 * @param mcGroupId 0..3
 * @param sessionTime when it starts, GPS seconds modulo 2^32
 * @param timeOut 0..15: it ends 2^timeOut seconds later
 * @param frequencyHz of the channel; on air in units of 100 Hz, or of 200 Hz from 2.4 GHz on
 * @param dataRate 0..255, an index of the region's table
 */
public record McClassCSessionReq(
    int mcGroupId, long sessionTime, int timeOut, long frequencyHz, int dataRate)
    implements McSessionReq {
  static final int CID = 0x04;

  public McClassCSessionReq {
    SessionLayout.request(mcGroupId, sessionTime, timeOut, frequencyHz, dataRate);
  }

  static McClassCSessionReq read(PayloadReader in) {
    return new McClassCSessionReq(
        in.octet().bits(SessionLayout.MC_GROUP_ID),
        in.u32("sessionTime"),
        in.octet().bits(SessionLayout.TIME_OUT),
        in.u24("frequencyHz", DlFrequency::toHz),
        in.u8("dataRate"));
  }

  @Override
  public Duration length() {
    return Duration.ofSeconds(1L << timeOut);
  }

  @Override
  public int cid() {
    return CID;
  }
}
