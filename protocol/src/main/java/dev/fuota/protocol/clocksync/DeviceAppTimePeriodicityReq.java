package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * {@code DeviceAppTimePeriodicityReq}, downlink CID 0x02 (TS003): octet 0, bits 3..0 period, 7..4
 * RFU.
 *
 * @param period 0..15: the device shall ask for the time every 128 * 2^period seconds, give or take
 *     30 s drawn anew each time
 */
public record DeviceAppTimePeriodicityReq(int period) implements ClockSyncDownlink {
  static final int CID = 0x02;
  static final int LENGTH = 1;
  private static final Bits PERIOD = new Bits("period", 0, 4);

  public DeviceAppTimePeriodicityReq {
    PERIOD.check(period);
  }

  static DeviceAppTimePeriodicityReq read(PayloadReader in) {
    return new DeviceAppTimePeriodicityReq(in.octet().bits(PERIOD));
  }

  /** The period without its random part. */
  public Duration interval() {
    return Duration.ofSeconds(128L << period);
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
    out.put((byte) PERIOD.put(period));
  }
}
