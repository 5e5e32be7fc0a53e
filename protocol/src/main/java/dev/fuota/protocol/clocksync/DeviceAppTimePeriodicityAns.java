package dev.fuota.protocol.clocksync;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DeviceAppTimePeriodicityAns}, uplink CID 0x02 (TS003): octet 0, bit 0 notSupported, 7..1
 * RFU; octets 1..4 time.
 *
 * @param notSupported whether the device cannot be told a period
 * @param time the device's clock when sending, GPS seconds modulo 2^32
 */
public record DeviceAppTimePeriodicityAns(boolean notSupported, long time)
    implements ClockSyncUplink {
  static final int CID = 0x02;
  static final int LENGTH = 5;
  private static final Bits NOT_SUPPORTED = new Bits("notSupported", 0, 1);

  public DeviceAppTimePeriodicityAns {
    Unsigned.check32(time);
  }

  static DeviceAppTimePeriodicityAns read(PayloadReader in) {
    return new DeviceAppTimePeriodicityAns(in.octet().flag(NOT_SUPPORTED), in.u32("time"));
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
    out.put((byte) NOT_SUPPORTED.put(notSupported));
    Unsigned.put32(out, time);
  }
}
